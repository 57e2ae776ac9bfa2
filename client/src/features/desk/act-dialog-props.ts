import type { ReactNode } from "react";
import { sessionBoard, type BoardSitting } from "#shared/protocol/conduct.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import type { Act } from "./acts.ts";

/** What every dialog of an act is given. */
export interface ActDialogProps {
  readonly act: Act;
  readonly sessionId: string;
  readonly sittings: readonly BoardSitting[];
  /** When the server said all this. */
  readonly serverNow: string;
  readonly onClose: () => void;
  readonly renderIdentity: (sittingId: string, onRecorded: () => void) => ReactNode;
}

/** What is fetched again after an act. */
export const refreshed = [sessionBoard, sittingRecord] as const;

export type OfPerson = ActDialogProps & {
  readonly sittingId: string;
  readonly name: string;
};
