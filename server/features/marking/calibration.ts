import { agreementWithReferences, calibratedUntil, isCalibrated } from "#shared/equity/calibration.ts";
import { textUnit } from "#shared/domain/marking/units.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type * as contract from "#shared/protocol/calibration.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { fiveBands, plainText } from "./calibration-desk.ts";
import { calibrationPolicy, standings } from "./calibration-gate.ts";
import { openSetsFor, textsOfSet } from "./calibration-sets.ts";
import {
  addCalibrationMark,
  finishAttempt,
  holdOpenAttempt,
  lockCalibration,
  startAttempt,
} from "./calibration-store.ts";
import { lockSitting } from "./store.ts";
import { takeFrom } from "./take-back.ts";

/** A marker's calibration: their own, seen by nobody else as it goes. */

const attemptSelect = {
  id: true,
  finishedAt: true,
  pairs: true,
  exact: true,
  adjacent: true,
  isPassed: true,
  set: { select: { texts: textsOfSet } },
  marks: { select: { referenceId: true } },
} as const;

interface StoredEnd {
  readonly finishedAt: Date | null;
  readonly pairs: number | null;
  readonly exact: number | null;
  readonly adjacent: number | null;
  readonly isPassed: boolean | null;
}

function endOf({ finishedAt, pairs, exact, adjacent, isPassed }: StoredEnd) {
  if (finishedAt === null || pairs === null || exact === null || adjacent === null || isPassed === null) return null;
  return { finishedAt: finishedAt.toISOString(), pairs, exact, adjacent, isPassed };
}

export const ownCalibration: RouteHandler<typeof contract.ownCalibration> = async ({ db, clock }, actor) => {
  const raterId = actor.accountId;
  const { isRequired, minExact, minAdjacent, refreshMonths } = await calibrationPolicy(db);
  const standing = (await standings(db, [raterId], clock.now())).get(raterId);
  const set = (await openSetsFor(db, [raterId])).get(raterId);
  const open = await db.calibrationAttempt.findFirst({ where: { raterId, finishedAt: null }, select: attemptSelect });
  const last = await db.calibrationAttempt.findFirst({
    where: { raterId, finishedAt: { not: null } },
    orderBy: { finishedAt: "desc" },
    select: attemptSelect,
  });
  const end = last && endOf(last);
  const marked = new Set(open?.marks.map(({ referenceId }) => referenceId));
  return ok({
    rules: { isRequired, minExact, minAdjacent, refreshMonths },
    need: standing?.need ?? null,
    validUntil:
      standing?.passedAt && standing.need === undefined
        ? calibratedUntil(standing.passedAt, refreshMonths).toISOString()
        : null,
    set: set ? { name: set.name, texts: set.texts } : null,
    attempt: open && {
      attemptId: open.id,
      texts: open.set.texts.map(({ id }) => ({ referenceId: id, isMarked: marked.has(id) })),
    },
    last: last && end ? { ...end, attemptId: last.id, texts: last.set.texts.map(({ id }) => id) } : null,
  });
};

export const startCalibration: RouteHandler<typeof contract.startCalibration> = (deps, actor) =>
  commit(deps, async (uow) => {
    const raterId = actor.accountId;
    await lockCalibration(uow.tx);
    const begun = await uow.tx.calibrationAttempt.findFirst({
      where: { raterId, finishedAt: null },
      select: { id: true },
    });
    if (begun) return ok({ attemptId: begun.id });
    const set = (await openSetsFor(uow.tx, [raterId])).get(raterId);
    if (!set) return err("NOT_ALLOWED_NOW");
    const { version: policyVersion } = await calibrationPolicy(uow.tx);
    await startAttempt(uow.tx, { raterId, setId: set.id, policyVersion, startedAt: uow.now });
    const { id: attemptId } = await uow.tx.calibrationAttempt.findFirstOrThrow({
      where: { raterId, finishedAt: null },
      select: { id: true },
    });
    uow.audit({
      actorId: raterId,
      type: "calibration.started",
      subjectType: "calibration",
      subjectId: attemptId,
      data: { setId: set.id, policyVersion },
    });
    return ok({ attemptId });
  });

/** A text of the marker's own attempt; null for anybody else's, which does not exist for them. */
async function ownText(
  db: Db | Tx,
  raterId: string,
  { attemptId, referenceId }: { attemptId: string; referenceId: string },
) {
  const attempt = await db.calibrationAttempt.findFirst({ where: { id: attemptId, raterId }, select: { setId: true } });
  const reference =
    attempt &&
    (await db.referenceText.findFirst({
      where: { id: referenceId, setId: attempt.setId },
      select: { sittingId: true, bands: true, reasons: true },
    }));
  if (!reference) return null;
  const own = await db.calibrationMark.findUnique({
    where: { attemptId_referenceId: { attemptId, referenceId } },
    select: { bands: true, comments: true },
  });
  return { reference, own };
}

export const calibrationText: RouteHandler<typeof contract.calibrationText> = async ({ db }, actor, { params }) => {
  const text = await ownText(db, actor.accountId, params);
  if (!text) return err("NOT_FOUND");
  const { reference, own } = text;
  return ok({
    ...(await plainText(db, reference.sittingId)),
    own: own && { bands: fiveBands(own.bands), comments: own.comments },
    // Never before one's own: what is known beforehand is not judged.
    reference: own && { bands: fiveBands(reference.bands), reasons: [...reference.reasons] },
  });
};

export const markCalibrationText: RouteHandler<typeof contract.markCalibrationText> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const text = await ownText(uow.tx, actor.accountId, params);
    if (!text) return err("NOT_FOUND");
    if (text.own) return err("ALREADY_LOCKED");
    if (!(await holdOpenAttempt(uow.tx, params.attemptId))) return err("NOT_ALLOWED_NOW");
    const { count } = await addCalibrationMark(uow.tx, { ...params, ...body, markedAt: uow.now });
    if (count !== 1) return err("ALREADY_LOCKED");
    // Its agreed bands are theirs to read: a review of it that they have, or are being given at this moment, goes to somebody else.
    const { sittingId } = text.reference;
    await lockSitting(uow.tx, sittingId);
    await takeFrom(uow, { sittingId, unit: textUnit, raterId: actor.accountId });
    return ok({ ended: await endIfLast(uow, params.attemptId, actor.accountId) });
  });

/** The last text ends the attempt, under the rules that were in force when it began. */
async function endIfLast(uow: UnitOfWork, attemptId: string, raterId: string) {
  const { set, marks, policy } = await uow.tx.calibrationAttempt.findUniqueOrThrow({
    where: { id: attemptId },
    select: {
      set: { select: { texts: textsOfSet } },
      marks: { select: { bands: true, reference: { select: { bands: true } } } },
      policy: { select: { minExact: true, minAdjacent: true } },
    },
  });
  if (marks.length < set.texts.length) return null;
  const agreement = agreementWithReferences(
    marks.map(({ bands, reference }) => ({ bands, reference: reference.bands })),
  );
  if (!agreement) return null;
  const { pairs, exact, adjacent } = agreement;
  const end = { finishedAt: uow.now, pairs, exact, adjacent, isPassed: isCalibrated(agreement, policy) };
  await finishAttempt(uow.tx, attemptId, end);
  uow.audit({
    actorId: raterId,
    type: "calibration.ended",
    subjectType: "calibration",
    subjectId: attemptId,
    data: { pairs, exact, adjacent, isPassed: end.isPassed },
  });
  return endOf(end);
}
