import { fullName } from "#shared/domain/rooms/entry.ts";
import { oralActivityOf, textUnit } from "#shared/domain/marking/units.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type * as contract from "#shared/protocol/corrections.ts";
import type { OwnMarkRow, OwnMarkView } from "#shared/protocol/corrections.ts";
import type { Db, Prisma, Tx } from "../../platform/db.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { gridOfUnit } from "../policies/queries.ts";
import { isVoiceKept } from "../rooms/queries.ts";
import { correctableMarks, type Author } from "./correction-gate.ts";
import { ownAnswers } from "./own-answers.ts";
import { givenSelect, withWords } from "./given-mark.ts";
import { isBand, unitOf } from "./queries.ts";
import { blindScript } from "./script.ts";

/** What somebody marked, for themselves alone: the marks in force, and whether they can still be corrected. */

/** Weeks of a marker’s work. */
const shown = 200;

const isUntold = {
  OR: [{ result: null }, { result: { state: { notIn: ["RESULT_SENT", "ANNULLED"] } } }],
} satisfies Prisma.SittingWhereInput;

const ownSelect = (raterId: string) =>
  ({
    ...givenSelect,
    sittingId: true,
    unit: true,
    round: true,
    ordinal: true,
    raterId: true,
    supersedesId: true,
    supersededBy: { select: { id: true } },
    sitting: {
      select: {
        registration: { select: { givenName: true, familyName: true } },
        session: { select: { advisers: { where: { accountId: raterId }, select: { accountId: true } } } },
      },
    },
  }) as const;

/** A mark of this person, whatever became of it; null for anybody else's, which does not exist for them. */
export async function markOf(db: Db | Tx, raterId: string, markId: string) {
  const mark = await db.mark.findFirst({ where: { id: markId, raterId }, select: ownSelect(raterId) });
  return mark && { ...withWords(mark), unit: unitOf(mark.unit) };
}

type OwnMark = Omit<NonNullable<Awaited<ReturnType<typeof markOf>>>, "unit" | "annotations" | "moments"> & { readonly unit: string };

/** Whoever was there knows the person; everybody else knows a code. */
const wasThere = ({ unit, sitting }: OwnMark): boolean =>
  oralActivityOf(unitOf(unit)) !== undefined && sitting.session.advisers.length > 0;

const nameOf = (place: { readonly sittingId: string; readonly unit: string; readonly round: string }): string =>
  `${place.sittingId} ${place.unit} ${place.round}`;

/** The codes under which this person had them. */
async function codesOf(db: Db, raterId: string, marks: readonly OwnMark[]): Promise<ReadonlyMap<string, string>> {
  const tasks = await db.markingTask.findMany({
    where: { raterId, state: "MARKED", sittingId: { in: marks.map(({ sittingId }) => sittingId) } },
    select: { sittingId: true, unit: true, round: true, blindCode: true },
  });
  return new Map(tasks.map((task) => [nameOf(task), task.blindCode]));
}

function rowOf(mark: OwnMark, codes: ReadonlyMap<string, string>): Omit<OwnMarkRow, "isOpen"> {
  const isKnown = wasThere(mark);
  return {
    markId: mark.id,
    unit: unitOf(mark.unit),
    blindCode: isKnown ? null : (codes.get(nameOf(mark)) ?? null),
    candidateName: isKnown ? fullName(mark.sitting.registration) : null,
    lockedAt: mark.lockedAt.toISOString(),
    isCorrected: mark.supersedesId !== null,
  };
}

/** The latest marks, and before them every one that can still be corrected, however old: the newest first. */
export async function listedMarks(db: Db, author: Author, latest = shown) {
  const { accountId: raterId } = author;
  const where = { raterId, supersededBy: null, sitting: { session: { isPractice: false } } };
  const list = { select: ownSelect(raterId), orderBy: [{ lockedAt: "desc" }, { id: "desc" }] } satisfies Prisma.MarkFindManyArgs;
  const newest = await db.mark.findMany({ ...list, where, take: latest });
  // An anchor lives as long as the text beside which it was given.
  const anchors = await db.markingTask.findMany({
    where: { raterId, round: "ANCHOR", beside: { sitting: isUntold } },
    select: { sittingId: true },
  });
  const older = await db.mark.findMany({
    ...list,
    where: {
      ...where,
      id: { notIn: newest.map(({ id }) => id) },
      OR: [{ sitting: isUntold }, { round: "ANCHOR", sittingId: { in: anchors.map(({ sittingId }) => sittingId) } }],
    },
  });
  const open = await correctableMarks(db, author, [...newest, ...older]);
  // What is held is as closed as what was told: neither is told from the other.
  return [...newest, ...older.filter(({ id }) => open.has(id))].map((mark) => ({ mark, isOpen: open.has(mark.id) }));
}

export const ownMarks: RouteHandler<typeof contract.ownMarks> = async ({ db }, actor) => {
  const listed = await listedMarks(db, actor);
  const codes = await codesOf(
    db,
    actor.accountId,
    listed.map(({ mark }) => mark),
  );
  return ok({
    marks: listed.map(({ mark, isOpen }) => ({ ...rowOf(mark, codes), isOpen })),
    answers: actor.roles.includes("RATER") ? await ownAnswers(db, actor) : [],
  });
};

/** From what an oral mark was given; nothing for whoever was there. */
async function recordingOf(db: Db, mark: OwnMark): Promise<OwnMarkView["recording"]> {
  const activity = oralActivityOf(unitOf(mark.unit));
  if (activity === undefined || wasThere(mark)) return null;
  const { sittingId, unit, round, raterId } = mark;
  const task = await db.markingTask.findFirst({ where: { sittingId, unit, round, raterId, state: "MARKED" }, select: { id: true } });
  return task && { taskId: task.id, isKept: await isVoiceKept(db, sittingId, activity) };
}

export const ownMark: RouteHandler<typeof contract.ownMark> = async ({ db }, actor, { params }) => {
  const mark = await markOf(db, actor.accountId, params.markId);
  if (!mark) return err("NOT_FOUND");
  if (mark.supersededBy) return err("STATE_CHANGED");
  if (!(await correctableMarks(db, actor, [mark])).has(mark.id)) return err("CORRECTION_CLOSED");
  return ok({
    ...rowOf(mark, await codesOf(db, actor.accountId, [mark])),
    grid: await gridOfUnit(db, mark.sittingId, mark.unit),
    script: mark.unit === textUnit ? await blindScript(db, mark) : null,
    bands: mark.bands.filter(isBand),
    comments: mark.comments,
    criterionComments: [...mark.criterionComments],
    annotations: [...mark.annotations],
    recording: await recordingOf(db, mark),
    moments: [...mark.moments],
  });
};
