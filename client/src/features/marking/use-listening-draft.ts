import { useRef, useState } from "react";
import { mergeListening } from "#shared/domain/marking/merge-drafts.ts";
import { stillAsked } from "#shared/domain/marking/moments.ts";
import type { UnitId } from "#shared/domain/marking/units.ts";
import { listeningDraft, saveListening, type GivenListening, type ListeningView } from "#shared/protocol/listening.ts";
import { call } from "#client/net/http.ts";
import type { SaveState } from "#client/ui/save-status.tsx";
import { useJoinedDraft } from "./use-joined-draft.ts";

export type ListeningUnits = ListeningView["units"];

/**
 * The draft of one recording: saved as it is given. When another page of the same marker has changed it, both are joined and
 * the marker is told; what is taken back meanwhile leaves it, with its comments on moments.
 */
export function useListeningDraft(
  taskId: string,
  given: ListeningUnits,
): {
  readonly units: ListeningUnits;
  readonly change: (next: ListeningUnits) => void;
  readonly state: SaveState;
  /** Saves what is not saved yet; true when another page's draft was joined on the way, which a person has to see. */
  readonly flush: () => Promise<boolean>;
  /** Fetches what the other page kept and joins it. */
  readonly join: () => Promise<void>;
  readonly wasJoined: boolean;
  readonly withdrawn: "PART" | "ALL" | undefined;
  /** What is handed in: the draft, and the revisions that this page knows. */
  readonly given: () => GivenListening;
} {
  const [units, setUnits] = useState<ListeningUnits>(given);
  const [withdrawn, setWithdrawn] = useState<"PART" | "ALL">();
  const shown = useRef<ListeningUnits>(given);
  /** As the server holds it, as far as this page knows. */
  const base = useRef<ListeningUnits>(given);

  const show = (next: ListeningUnits): void => {
    shown.current = next;
    setUnits(next);
  };
  const body = (): GivenListening => ({
    units: shown.current.map((one) => ({ ...one, revision: revisionIn(base.current, one.unit) })),
  });
  const keepAsked = (asked: readonly UnitId[]): void => {
    if (shown.current.every(({ unit }) => asked.includes(unit))) return;
    if (!shown.current.some(({ unit }) => asked.includes(unit))) return setWithdrawn("ALL");
    setWithdrawn("PART");
    // What was written since is kept as well.
    show(stillAsked(shown.current, asked));
  };
  const send = async (): Promise<void> => {
    const sent = shown.current;
    const { asked } = await call(saveListening, { params: { taskId }, body: body() });
    const left = asked.map(({ unit }) => unit);
    base.current = stillAsked(sent, left).map((one) => ({ ...one, revision: revisionIn(asked, one.unit) }));
    keepAsked(left);
  };
  const merge = async (): Promise<void> => {
    const { units: theirs } = await call(listeningDraft, { params: { taskId } });
    const left = theirs.map(({ unit }) => unit);
    keepAsked(left);
    const merged = mergeListening(stillAsked(base.current, left), stillAsked(shown.current, left), theirs);
    show(merged.map((one) => ({ ...one, revision: revisionIn(theirs, one.unit) })));
    base.current = theirs;
  };
  const { keep, ...saving } = useJoinedDraft<ListeningUnits>({ send, merge, onWithdrawn: () => setWithdrawn("ALL") });

  return {
    units,
    change: (next) => {
      show(next);
      keep(next);
    },
    ...saving,
    withdrawn,
    given: body,
  };
}

const revisionIn = (units: readonly { readonly unit: UnitId; readonly revision: number }[], unit: UnitId): number =>
  units.find((one) => one.unit === unit)?.revision ?? 0;
