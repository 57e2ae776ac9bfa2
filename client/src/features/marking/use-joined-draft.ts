import { useRef, useState } from "react";
import { useT } from "#client/app/i18n.tsx";
import { CallError } from "#client/net/http.ts";
import { useDraftSaving } from "#client/net/use-draft-saving.ts";
import { useToast } from "#client/ui/index.ts";
import type { SaveState } from "#client/ui/save-status.tsx";
import { isWithdrawn } from "./withdrawn-page.tsx";

export const isConflict = (error: unknown): boolean => error instanceof CallError && error.code === "DRAFT_CONFLICT";
/** More than even a draft may hold. */
const isTooMuch = (error: unknown): boolean => error instanceof CallError && ["BAD_INPUT", "TOO_LARGE"].includes(error.code);

/**
 * Saves a draft that has a revision, whatever is marked. When another page of the same marker has changed it, both are
 * joined and the marker is told.
 */
export function useJoinedDraft<Draft>({
  send,
  merge,
  onWithdrawn,
}: {
  /** Sends the newest draft, with the revision that this page knows. */
  readonly send: () => Promise<void>;
  /** Fetches what the other page kept, and makes one draft of both. */
  readonly merge: () => Promise<void>;
  /** Nobody asks for it any more. */
  readonly onWithdrawn: () => void;
}): {
  readonly keep: (draft: Draft) => void;
  readonly state: SaveState;
  /** Saves what is not saved yet; true when another page's draft was joined on the way, which a person has to see. */
  readonly flush: () => Promise<boolean>;
  /** Fetches what the other page kept and joins it. */
  readonly join: () => Promise<void>;
  readonly wasJoined: boolean;
} {
  const t = useT();
  const toast = useToast();
  const [wasJoined, setJoined] = useState(false);
  const joins = useRef(0);
  const join = async (): Promise<void> => {
    await merge();
    joins.current += 1;
    setJoined(true);
    await send();
  };
  // Whatever was waiting, it is the newest draft that is sent.
  const saving = useDraftSaving<Draft>(
    async () => {
      try {
        await send();
      } catch (error) {
        // Nobody asks for it any more, so there is nothing to try again.
        if (isWithdrawn(error)) return onWithdrawn();
        if (!isConflict(error)) throw error;
        await join();
      }
    },
    {
      hasRevision: true,
      // Its page says so by itself for as long as it is there.
      onRefused: (error) => {
        if (isTooMuch(error)) toast(t("marking.draftRefused"));
      },
    },
  );
  const flush = async (): Promise<boolean> => {
    const before = joins.current;
    await saving.flush();
    return joins.current > before;
  };
  return { keep: saving.keep, state: saving.state, flush, join, wasJoined };
}
