import { textUnit, type Band } from "#shared/domain/marking/units.ts";
import type { FormLanguage } from "#shared/domain/forms/language.ts";
import { fullName } from "#shared/domain/rooms/entry.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type * as contract from "#shared/protocol/calibration.ts";
import type { ReferenceRow } from "#shared/protocol/calibration.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { languagesOfForms } from "../forms/queries.ts";
import { gridOfUnit } from "../policies/queries.ts";
import { calibrationPolicy } from "./calibration-gate.ts";
import { awaitingSet, languagesOfSets } from "./calibration-sets.ts";
import * as store from "./calibration-store.ts";
import { isBand } from "./queries.ts";
import { blindScript } from "./script.ts";

/** What the lead agrees on: anchors, sets, and the rules. Texts are known by a code of the marking alone. */

const shownCandidates = 50;
/** Fewer texts than this tell nothing of somebody's marking [P]. */
export const fewestTexts = 3;

export const fiveBands = (given: readonly number[]): Band[] => given.filter(isBand);

const referenceSelect = {
  id: true,
  bands: true,
  agreedAt: true,
  retiredAt: true,
  setId: true,
  agreedBy: { select: { givenName: true, familyName: true } },
  sitting: {
    select: {
      formId: true,
      form: { select: { title: true } },
      markingTasks: {
        where: { unit: textUnit, round: "ORIGINAL", state: "MARKED" },
        orderBy: { ordinal: "asc" },
        take: 1,
        select: { blindCode: true },
      },
    },
  },
} as const;

export const calibrationDesk: RouteHandler<typeof contract.calibrationDesk> = async ({ db, clock }) => {
  const policies = await db.calibrationPolicy.findMany({
    orderBy: { version: "desc" },
    omit: { setById: true },
    include: { setBy: { select: { givenName: true, familyName: true } } },
  });
  const references = await db.referenceText.findMany({ orderBy: { agreedAt: "asc" }, select: referenceSelect });
  const languageOf = await languagesOfForms(db, references.map(({ sitting }) => sitting.formId));
  const rows = references.map(({ setId, ...row }) => ({ setId, row: rowOf(row, languageOf) }));
  const sets = await db.calibrationSet.findMany({
    orderBy: { createdAt: "desc" },
    select: { id: true, name: true, openedAt: true },
  });
  const ends = await db.calibrationAttempt.groupBy({
    by: ["setId", "isPassed"],
    where: { isPassed: { not: null } },
    _count: true,
  });
  const languages = await languagesOfSets(db);
  const countOf = (setId: string, isPassed: boolean): number =>
    ends.find((one) => one.setId === setId && one.isPassed === isPassed)?._count ?? 0;
  return ok({
    policies: policies.map(({ setBy, setAt, ...policy }) => ({
      ...policy,
      setByName: setBy && fullName(setBy),
      setAt: setAt.toISOString(),
    })),
    anchors: rows.filter(({ setId }) => setId === null).map(({ row }) => row),
    sets: sets.map(({ id, name, openedAt }) => ({
      setId: id,
      name,
      languages: [...(languages.get(id) ?? [])],
      openedAt: openedAt?.toISOString() ?? null,
      texts: rows.filter(({ setId }) => setId === id).map(({ row }) => row),
      passed: countOf(id, true),
      failed: countOf(id, false),
    })),
    awaitingSet: await awaitingSet(db, clock.now()),
    candidates: await candidates(db),
  });
};

interface StoredReference {
  readonly id: string;
  readonly bands: readonly number[];
  readonly agreedAt: Date;
  readonly retiredAt: Date | null;
  readonly agreedBy: { readonly givenName: string; readonly familyName: string };
  readonly sitting: {
    readonly formId: string;
    readonly form: { readonly title: string };
    readonly markingTasks: readonly { readonly blindCode: string }[];
  };
}

const rowOf = ({ id, bands, agreedAt, retiredAt, agreedBy, sitting }: StoredReference, languageOf: (formId: string) => FormLanguage): ReferenceRow => ({
  referenceId: id,
  code: sitting.markingTasks[0]?.blindCode ?? "",
  formTitle: sitting.form.title,
  language: languageOf(sitting.formId),
  bands: fiveBands(bands),
  agreedAt: agreedAt.toISOString(),
  agreedByName: fullName(agreedBy),
  isRetired: retiredAt !== null,
});

/** First marks of texts whose result was sent: nothing that is agreed on can touch it any more. */
const candidateWhere = {
  unit: textUnit,
  round: "ORIGINAL",
  ordinal: 1,
  state: "MARKED",
  sitting: { result: { state: "RESULT_SENT" }, referenceText: null },
} as const;

async function candidates(db: Db) {
  const tasks = await db.markingTask.findMany({
    where: candidateWhere,
    orderBy: { blindCode: "asc" },
    take: shownCandidates,
    select: { id: true, blindCode: true, sitting: { select: { formId: true, form: { select: { title: true } } } } },
  });
  const languageOf = await languagesOfForms(db, tasks.map(({ sitting }) => sitting.formId));
  return tasks.map(({ id, blindCode, sitting }) => ({
    taskId: id,
    code: blindCode,
    formTitle: sitting.form.title,
    language: languageOf(sitting.formId),
  }));
}

const candidateOf = (db: Db | Tx, taskId: string) =>
  db.markingTask.findFirst({ where: { ...candidateWhere, id: taskId }, select: { sittingId: true, blindCode: true, sitting: { select: { formId: true } } } });

/** A text with what its writer had to do, and nothing else. */
export async function plainText(db: Db | Tx, sittingId: string) {
  return { grid: await gridOfUnit(db, sittingId, textUnit), ...(await blindScript(db, { sittingId, round: "ORIGINAL" })) };
}

export const referenceCandidate: RouteHandler<typeof contract.referenceCandidate> = async (
  { db },
  _actor,
  { params },
) => {
  if ((await db.markingTask.count({ where: { id: params.taskId } })) === 0) return err("NOT_FOUND");
  const task = await candidateOf(db, params.taskId);
  if (!task) return err("NOT_ALLOWED_NOW");
  return ok({ ...(await plainText(db, task.sittingId)), code: task.blindCode });
};

export const setCalibrationPolicy: RouteHandler<typeof contract.setCalibrationPolicy> = async (
  deps,
  actor,
  { body },
) => {
  if (body.reason === "") return err("REASON_REQUIRED");
  return commit(deps, async (uow) => {
    await store.lockCalibration(uow.tx);
    const version = (await calibrationPolicy(uow.tx)).version + 1;
    await store.addPolicy(uow.tx, { ...body, version, setById: actor.accountId, setAt: uow.now });
    uow.audit({
      actorId: actor.accountId,
      type: "calibrationPolicy.set",
      subjectType: "calibrationPolicy",
      subjectId: String(version),
      data: { ...body },
    });
    return ok({ version });
  });
};

export const agreeReference: RouteHandler<typeof contract.agreeReference> = (deps, actor, { body }) =>
  commit(deps, async (uow) => {
    const { taskId, setId, bands, reasons } = body;
    await store.lockCalibration(uow.tx);
    const task = await candidateOf(uow.tx, taskId);
    if (!task) return err("NOT_ALLOWED_NOW");
    if (setId !== null && (await uow.tx.calibrationSet.count({ where: { id: setId, openedAt: null } })) === 0)
      return err("STATE_CHANGED");
    // Whoever calibrates on a set reads all of it.
    const ofSet = (setId === null ? undefined : (await languagesOfSets(uow.tx)).get(setId)) ?? [];
    const language = (await languagesOfForms(uow.tx, [task.sitting.formId]))(task.sitting.formId);
    if (!ofSet.every((one) => one === language)) return err("NOT_ALLOWED_NOW");
    const reference = {
      sittingId: task.sittingId,
      setId,
      bands,
      reasons,
      agreedById: actor.accountId,
      agreedAt: uow.now,
    };
    const [added] = await store.addReference(uow.tx, reference);
    if (!added) return err("STATE_CHANGED");
    uow.audit({
      actorId: actor.accountId,
      type: "reference.agreed",
      subjectType: "reference",
      subjectId: added.id,
      data: { setId, bands: [...bands] },
    });
    return ok({ referenceId: added.id });
  });

export const retireReference: RouteHandler<typeof contract.retireReference> = (deps, actor, { params }) =>
  commit(deps, async (uow) => {
    const reference = await uow.tx.referenceText.findUnique({
      where: { id: params.referenceId },
      select: { set: { select: { openedAt: true } } },
    });
    if (!reference) return err("NOT_FOUND");
    // Whoever is going through an open set finds it as it was when they began.
    if (reference.set?.openedAt) return err("NOT_ALLOWED_NOW");
    const { count } = await store.retireReference(uow.tx, params.referenceId, {
      retiredById: actor.accountId,
      retiredAt: uow.now,
    });
    if (count !== 1) return err("STATE_CHANGED");
    uow.audit({
      actorId: actor.accountId,
      type: "reference.retired",
      subjectType: "reference",
      subjectId: params.referenceId,
    });
    return ok({});
  });

export const addCalibrationSet: RouteHandler<typeof contract.addCalibrationSet> = (deps, actor, { body }) =>
  commit(deps, async (uow) => {
    const { id } = await store.addSet(uow.tx, { ...body, createdById: actor.accountId, createdAt: uow.now });
    uow.audit({
      actorId: actor.accountId,
      type: "calibrationSet.added",
      subjectType: "calibrationSet",
      subjectId: id,
      data: { ...body },
    });
    return ok({ setId: id });
  });

export const openCalibrationSet: RouteHandler<typeof contract.openCalibrationSet> = (deps, actor, { params }) =>
  commit(deps, async (uow) => {
    await store.lockCalibration(uow.tx);
    if ((await uow.tx.calibrationSet.count({ where: { id: params.setId } })) === 0) return err("NOT_FOUND");
    if ((await uow.tx.referenceText.count({ where: { setId: params.setId, retiredAt: null } })) < fewestTexts)
      return err("NOT_ALLOWED_NOW");
    if ((await store.openSet(uow.tx, params.setId, uow.now)).count !== 1) return err("STATE_CHANGED");
    uow.audit({
      actorId: actor.accountId,
      type: "calibrationSet.opened",
      subjectType: "calibrationSet",
      subjectId: params.setId,
    });
    return ok({});
  });
