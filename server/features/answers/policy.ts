import type { Activity } from "#shared/domain/sitting/run-machine.ts";
import type { Tx } from "../../platform/db.ts";

export interface OwnRun {
  readonly sittingId: string;
  readonly activity: Activity;
  readonly sitting: {
    readonly formId: string;
    readonly documentId: string;
    readonly writingTool: "KEYBOARD" | "HANDWRITTEN";
  };
}

const ownRun = {
  sittingId: true,
  activity: true,
  sitting: { select: { formId: true, documentId: true, writingTool: true } },
} as const;

/** The run, if it is the account's own; whoever else asks learns nothing. */
export const findOwnRun = (tx: Tx, accountId: string, runId: string): Promise<OwnRun | null> =>
  tx.activityRun.findFirst({
    where: { id: runId, sitting: { accountId, booking: { isActive: true } } },
    select: ownRun,
  });

/** The run, for a caller who has checked who asks. */
export const findRun = (tx: Tx, runId: string): Promise<OwnRun | null> =>
  tx.activityRun.findUnique({ where: { id: runId }, select: ownRun });

/** What is written on paper is keyed in by staff, never from the person's own browser. */
export const isSavedFromPage = ({ activity, sitting }: OwnRun): boolean =>
  activity !== "INTERVIEW" && (sitting.writingTool === "KEYBOARD" || activity === "DISCUSSION");
