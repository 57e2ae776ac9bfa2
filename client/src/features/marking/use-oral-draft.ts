import { useEffect, useRef, useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import type { OralActivity } from "#shared/domain/marking/units.ts";
import { me } from "#shared/protocol/accounts.ts";
import { oralMarks, saveOralMarks, type OralMarksView } from "#shared/protocol/marking.ts";
import { call } from "#client/net/http.ts";
import { useRoute } from "#client/net/query.ts";
import type { SaveState } from "#client/ui/save-status.tsx";
import { takeGrid, type GridsInHand, type OralUnits } from "./grid-in-hand.ts";
import { useJoinedDraft } from "./use-joined-draft.ts";

/** By account: two advisers may use one browser, one after the other. */
const gridsOfAccounts = new Map<string, GridsInHand>();
const gridsOf = (accountId: string): GridsInHand => {
  const grids = gridsOfAccounts.get(accountId) ?? new Map();
  gridsOfAccounts.set(accountId, grids);
  return grids;
};

/**
 * An adviser's grid of one person: saved as it is given, joined with what another window of theirs gave, and kept in hand
 * while it is not saved, wherever they go meanwhile.
 */
export function useOralDraft(
  params: { readonly sittingId: string; readonly activity: OralActivity },
  given: OralUnits,
  onWithdrawn: () => void,
): {
  readonly units: OralUnits;
  readonly change: (next: OralUnits) => void;
  readonly state: SaveState;
  readonly flush: () => Promise<boolean>;
  readonly join: () => Promise<void>;
  readonly wasJoined: boolean;
  readonly isPartWithdrawn: boolean;
  /** The drafts that this window knows, for the lock. */
  readonly known: () => { unit: OralUnits[number]["unit"]; revision: number }[];
} {
  const { sittingId, activity } = params;
  const queries = useQueryClient();
  const accountId = useRoute(me, {}).data?.account?.accountId ?? "";
  const [grid] = useState(() => takeGrid(gridsOf(accountId), `${sittingId}:${activity}`, given));
  const [units, setUnits] = useState<OralUnits>(grid.shown);
  const [isPartWithdrawn, setPartWithdrawn] = useState(false);
  /** Who is signed in may have changed since the page was left: nothing is saved under another name. */
  const isOwn = (): boolean =>
    queries.getQueryData<{ account: { accountId: string } | null }>([me.name, {}])?.account?.accountId === accountId;
  const learn = (view: OralMarksView): OralUnits => {
    queries.setQueryData([oralMarks.name, { params: { sittingId, activity } }], view);
    return view.units;
  };
  const send = async (): Promise<void> => {
    if (!isOwn()) return;
    await grid.send(async (shown) => {
      const view = await call(saveOralMarks, { params, body: { units: shown } });
      if (!areIn(view.units, shown)) onWithdrawn();
      return learn(view);
    });
  };
  const merge = async (): Promise<void> => grid.join(learn(await call(oralMarks, { params })));
  const { keep, ...saving } = useJoinedDraft<OralUnits>({ send, merge, onWithdrawn });
  const resume = useRef(keep);
  // What the other page of this window joined is shown here; and what was left unsaved is saved from here.
  useEffect(() => {
    if (grid.isUnsaved()) resume.current(grid.shown());
    return grid.watch(setUnits);
  }, [grid]);
  // A unit that is taken back, or asked again, takes nothing of what was given for the other.
  if (!areIn(given, units) || !areIn(units, given)) {
    setPartWithdrawn(!areIn(given, units));
    setUnits(given.map((asked) => units.find(({ unit }) => unit === asked.unit) ?? asked));
  }

  return {
    units,
    change: (next) => {
      grid.change(next);
      setUnits(next);
      keep(next);
    },
    ...saving,
    isPartWithdrawn,
    known: () => grid.known().map(({ unit, revision }) => ({ unit, revision })),
  };
}

export const areIn = (
  all: readonly { readonly unit: OralUnits[number]["unit"] }[],
  some: readonly { readonly unit: OralUnits[number]["unit"] }[],
): boolean => some.every(({ unit }) => all.some((one) => one.unit === unit));
