import { mergeListening } from "#shared/domain/marking/merge-drafts.ts";
import type { OralMarksView } from "#shared/protocol/marking.ts";

export type OralUnits = OralMarksView["units"];

/**
 * The grid of one person in one window. What is not on the server yet outlives its page: whoever comes back to the person
 * takes up the very same grid, so that the page that was left and the one that is open never save against each other.
 */
export interface GridInHand {
  readonly shown: () => OralUnits;
  /** As the server holds it, as far as this window knows. */
  readonly known: () => OralUnits;
  readonly isUnsaved: () => boolean;
  readonly change: (next: OralUnits) => void;
  /** Sends what is shown by then, after whatever is on its way. */
  readonly send: (save: (units: OralUnits) => Promise<OralUnits>) => Promise<void>;
  /** Another window was faster: both are joined. */
  readonly join: (theirs: OralUnits) => void;
  /** The page that is open is told what was joined, until it is left. */
  readonly watch: (show: (units: OralUnits) => void) => () => void;
}

/** The grids of one adviser: another account in the same browser finds none of them. */
export type GridsInHand = Map<string, GridInHand>;

/** The grid that was left unsaved, else the one that the server gave. */
export function takeGrid(grids: GridsInHand, place: string, given: OralUnits): GridInHand {
  const left = grids.get(place);
  if (left?.isUnsaved()) return left;
  const grid = newGrid(given);
  grids.set(place, grid);
  return grid;
}

function newGrid(given: OralUnits): GridInHand {
  let shown = given;
  let known = given;
  let isUnsaved = false;
  let running: Promise<void> = Promise.resolve();
  const watchers = new Set<(units: OralUnits) => void>();
  return {
    shown: () => shown,
    known: () => known,
    isUnsaved: () => isUnsaved,
    change: (next) => {
      isUnsaved = true;
      shown = next;
    },
    send: (save) => {
      running = running
        .catch(() => undefined)
        .then(async () => {
          const sent = shown;
          known = await save(withRevisions(sent, known));
          if (shown === sent) isUnsaved = false;
        });
      return running;
    },
    join: (theirs) => {
      const [base, mine] = [known, shown].map((units) => units.map((unit) => ({ ...unit, moments: [] })));
      const joined = mergeListening(base ?? [], mine ?? [], theirs.map((unit) => ({ ...unit, moments: [] })));
      known = theirs;
      isUnsaved = true;
      shown = withRevisions(
        joined.map(({ unit, bands, comments }) => ({ unit, bands, comments, revision: 0 })),
        theirs,
      );
      for (const show of watchers) show(shown);
    },
    watch: (show) => {
      watchers.add(show);
      return () => void watchers.delete(show);
    },
  };
}

const withRevisions = (units: OralUnits, known: OralUnits): OralUnits =>
  units.map((one) => ({ ...one, revision: known.find(({ unit }) => unit === one.unit)?.revision ?? 0 }));
