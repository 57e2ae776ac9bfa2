import { isCorrectable } from "#shared/domain/marking/correction.ts";
import { readsResults, type Role } from "#shared/domain/accounts/roles.ts";
import { counts, type CountingRound } from "#shared/domain/marking/rounds.ts";
import { textUnit, type UnitId } from "#shared/domain/marking/units.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { handwritingReaders } from "../paper/queries.ts";
import { resultStandings } from "../results/queries.ts";
import { historiesSeenBy } from "../typed-history/queries.ts";
import { unitOf } from "./queries.ts";
import type { MarkRound } from "./store.ts";

/** Which marks can still be corrected, and which rest in peace. */

export interface GivenMarkRow {
  readonly id: string;
  readonly sittingId: string;
  readonly unit: string;
  readonly round: MarkRound;
  readonly raterId: string;
}

/** What decides on a correction: the sitting and the marks on which its result rests. */
interface Place {
  readonly sittingId: string;
  readonly unit: UnitId;
  readonly round: CountingRound;
}

/**
 * By mark, what decides on it. An anchor is a text of a result that was sent long ago, so it follows the live text beside
 * which it was given: whoever marks both finds them open, and closed, alike. Nothing for an anchor that has none, nor for what was
 * given to a discussion that is heard again: its result was told before.
 */
export async function placesOf(db: Db | Tx, marks: readonly GivenMarkRow[]): Promise<ReadonlyMap<string, Place>> {
  const anchors = marks.filter(({ round }) => round === "ANCHOR");
  const tasks =
    anchors.length === 0
      ? []
      : await db.markingTask.findMany({
          where: {
            round: "ANCHOR",
            unit: textUnit,
            sittingId: { in: anchors.map(({ sittingId }) => sittingId) },
            raterId: { in: [...new Set(anchors.map(({ raterId }) => raterId))] },
          },
          select: { sittingId: true, raterId: true, beside: { select: { sittingId: true, round: true } } },
        });
  const beside = new Map(tasks.map((task) => [`${task.sittingId} ${task.raterId}`, task.beside]));
  return new Map(
    marks.flatMap(({ id, sittingId, unit, round, raterId }): (readonly [string, Place])[] => {
      if (counts(round)) return [[id, { sittingId, unit: unitOf(unit), round }]];
      const live = round === "ANCHOR" ? beside.get(`${sittingId} ${raterId}`) : undefined;
      return live && counts(live.round) ? [[id, { sittingId: live.sittingId, unit: textUnit, round: live.round }]] : [];
    }),
  );
}

export interface Author {
  readonly accountId: string;
  readonly roles: readonly Role[];
}

/**
 * Of these marks, all of one author, those that the author may still correct. Nobody corrects what they have seen judged: the
 * directorate reads all marks, a typed history tells how a text was written, and a page of handwriting whose it is.
 */
export async function correctableMarks(
  db: Db | Tx,
  author: Author,
  marks: readonly GivenMarkRow[],
): Promise<ReadonlySet<string>> {
  if (readsResults(author.roles)) return new Set();
  const places = await placesOf(db, marks);
  const results = await resultStandings(db, [...new Set([...places.values()].map(({ sittingId }) => sittingId))]);
  const sittingIds = marks.map(({ sittingId }) => sittingId);
  const seen = await historiesSeenBy(db, author.accountId, sittingIds);
  const readers = await handwritingReaders(db, sittingIds);
  const isOpen = ({ id, sittingId }: GivenMarkRow): boolean => {
    const place = places.get(id);
    if (!place || seen.has(sittingId) || readers.get(sittingId)?.has(author.accountId)) return false;
    const result = results.get(place.sittingId);
    return isCorrectable({ state: result?.state, isTold: result?.isTold(place) ?? false });
  };
  return new Set(marks.filter(isOpen).map(({ id }) => id));
}

/**
 * Of these marks, those that can never change any more: what their author reads of themselves rests on nothing else. Of what
 * was told before a moment only, where one is given.
 */
export async function settledMarks(db: Db | Tx, marks: readonly GivenMarkRow[], toldBefore?: Date): Promise<ReadonlySet<string>> {
  const places = await placesOf(db, marks);
  const results = await resultStandings(db, [...new Set([...places.values()].map(({ sittingId }) => sittingId))]);
  const isSettled = ({ id }: GivenMarkRow): boolean => {
    const place = places.get(id);
    const result = place && results.get(place.sittingId);
    if (!place) return true;
    return result !== undefined && result.isTold(place) && (!toldBefore || (result.toldAt !== null && result.toldAt <= toldBefore));
  };
  return new Set(marks.filter(isSettled).map(({ id }) => id));
}
