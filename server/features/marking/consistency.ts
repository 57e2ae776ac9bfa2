import { ok } from "#shared/kernel/result.ts";
import { textUnit } from "#shared/domain/marking/units.ts";
import { enoughAnchors, enoughAnchorsForLead, type ReferenceAgreement } from "#shared/equity/calibration.ts";
import { consistencies, enoughTexts, enoughTextsForLead, needsTraining, untilLead, type Consistency } from "#shared/equity/marker-consistency.ts";
import type * as contract from "#shared/protocol/consistency.ts";
import type { ConsistencyView } from "#shared/protocol/consistency.ts";
import type { Db } from "../../platform/db.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { weightsByDay } from "../policies/queries.ts";
import { standings } from "./calibration-gate.ts";
import { correctionCounts } from "./correction-history.ts";

/** How consistently texts are marked: each marker sees their own, alone; whoever trains them sees the team. */

/**
 * First and second marks of texts whose result was told, as of anchors those that nobody corrects any more: otherwise a marker
 * could correct a mark, see which way their own figures move, and learn what somebody else gave.
 */
async function countedMarks(db: Db, toldBefore?: Date) {
  const told = { result: { sentReportId: { not: null }, ...(toldBefore ? { sentAt: { lte: toldBefore } } : {}) } };
  const marks = await db.mark.findMany({
    where: { unit: textUnit, round: "ORIGINAL", ordinal: { lte: 2 }, supersededBy: null, sitting: told },
    select: { sittingId: true, raterId: true, bands: true, sitting: { select: { session: { select: { startsAt: true } } } } },
    orderBy: { id: "asc" },
  });
  const weightsOn = await weightsByDay(db);
  return marks.map(({ sittingId, raterId, bands, sitting }) => ({
    text: sittingId,
    rater: raterId,
    bands,
    weights: weightsOn(sitting.session.startsAt),
  }));
}

const driftOf = (anchors: ReferenceAgreement | undefined, enough: number): ConsistencyView["drift"] =>
  anchors && anchors.texts >= enough
    ? {
        texts: anchors.texts,
        exact: anchors.exact / anchors.pairs,
        adjacent: anchors.adjacent / anchors.pairs,
        points: anchors.points,
      }
    : null;

const viewOf = (of: Consistency | undefined, drift: ConsistencyView["drift"]): ConsistencyView => ({
  texts: of?.texts ?? 0,
  agreement: of?.agreement ?? null,
  severity: of?.severity ?? null,
  drift,
  needsTraining: of !== undefined && needsTraining(of),
});

export const ownConsistency: RouteHandler<typeof contract.ownConsistency> = async ({ db, clock }, { accountId }) => {
  const all = consistencies(await countedMarks(db), enoughTexts);
  const standing = (await standings(db, [accountId], clock.now())).get(accountId);
  return ok({
    ...viewOf(
      all.find(({ rater }) => rater === accountId),
      driftOf(standing?.anchors, enoughAnchors),
    ),
    enoughTexts,
  });
};

/** Whoever leads sees figures later than the marker does: some days, from twice as many texts, and twice as many anchors. */
export const teamConsistency: RouteHandler<typeof contract.teamConsistency> = async ({ db, clock }) => {
  const toldBefore = untilLead(clock.now());
  const all = consistencies(await countedMarks(db, toldBefore), enoughTextsForLead);
  const people = await db.account.findMany({
    where: { id: { in: all.map(({ rater }) => rater) } },
    select: { id: true, givenName: true, familyName: true },
    orderBy: [{ familyName: "asc" }, { givenName: "asc" }],
  });
  const raterIds = people.map(({ id }) => id);
  const standing = await standings(db, raterIds, clock.now(), toldBefore);
  const corrections = await correctionCounts(db, raterIds);
  return ok({
    enoughTexts: enoughTextsForLead,
    markers: people.map(({ id, givenName, familyName }) => ({
      accountId: id,
      name: `${givenName} ${familyName}`,
      corrections: corrections.get(id) ?? 0,
      ...viewOf(
        all.find(({ rater }) => rater === id),
        driftOf(standing.get(id)?.anchors, enoughAnchorsForLead),
      ),
    })),
  });
};
