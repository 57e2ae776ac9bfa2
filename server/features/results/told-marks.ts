import type { CountingRound } from "#shared/domain/marking/rounds.ts";
import type { UnitId } from "#shared/domain/marking/units.ts";
import type { ResultState } from "#shared/domain/results/result-machine.ts";
import { scoringInput } from "#shared/scoring/input.ts";
import type { Db, Tx } from "../../platform/db.ts";

/** A place of marks on which a result rests. */
export interface MarkPlace {
  readonly unit: UnitId;
  readonly round: CountingRound;
}

export interface ResultStanding {
  readonly state: ResultState;
  /** When the person was told last. */
  readonly toldAt: Date | null;
  /** What the person was told last rests on the marks of this place. */
  readonly isTold: (place: MarkPlace) => boolean;
}

/** Where the results of these sittings stand, and on which marks what was told rests; nothing for those without a result. */
export async function resultStandings(
  db: Db | Tx,
  sittingIds: readonly string[],
): Promise<ReadonlyMap<string, ResultStanding>> {
  const rows = await db.result.findMany({
    where: { sittingId: { in: [...sittingIds] } },
    select: { sittingId: true, state: true, sentAt: true, sentReport: { select: { input: true } } },
  });
  return new Map(
    rows.map(({ sittingId, state, sentAt, sentReport }) => [
      sittingId,
      // A first mark counts in whatever was told; one of a review once the review is in it.
      { state, toldAt: sentAt, isTold: (place) => sentReport !== null && (place.round === "ORIGINAL" || isReviewTold(sentReport.input, place)) },
    ]),
  );
}

const isReviewTold = (input: unknown, { unit }: MarkPlace): boolean =>
  Object.values(scoringInput.parse(input).review ?? {}).some((units) => unit in units);
