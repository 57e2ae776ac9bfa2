import type { ReferralKind, ReferralResolution } from "#shared/domain/marking/referral.ts";
import type { MarkRound } from "#shared/domain/marking/rounds.ts";
import type { UnitId } from "#shared/domain/marking/units.ts";
import type { TaskState } from "#shared/domain/marking/task-machine.ts";
import { annotationList, type Annotation } from "#shared/domain/marking/annotations.ts";
import { momentList, type Moment } from "#shared/domain/marking/moments.ts";
import { canonicalJson } from "#shared/kernel/canonical-json.ts";
import type { GivenListening } from "#shared/protocol/listening.ts";
import type { GivenMark } from "#shared/protocol/marking.ts";
import type { Tx } from "../../platform/db.ts";

/** Sole writer of MarkingTask, SoundDraw, MarkDraft and Mark; of the workload and its moves, see workload-store.ts. */

/** The number by which a band that is not given yet is kept in a draft. */
const notGiven = -1;

/** Two people who lock or allot for one sitting at the same time do it one after the other. */
export const lockSitting = (tx: Tx, sittingId: string) =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`marking:${sittingId}`}, 0))`;

/** The same for several, in one order, so that two who lock many never wait for each other. */
export const lockSittings = (tx: Tx, sittingIds: readonly string[]) =>
  tx.$executeRaw`
    SELECT pg_advisory_xact_lock(key) FROM (
      SELECT hashtextextended('marking:' || id, 0) AS key FROM unnest(${[...sittingIds]}::text[]) AS id ORDER BY id OFFSET 0
    ) AS keys`;

/** After the sittings: whoever gives tasks counts what markers have, and nobody gives any meanwhile. */
export const lockAllotment = (tx: Tx) =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('marking-allotment', 0))`;

/** True while the task is open, which it then stays until the transaction ends. */
export const holdOpenTask = async (tx: Tx, taskId: string): Promise<boolean> =>
  (
    await tx.$queryRaw<
      unknown[]
    >`SELECT id FROM "MarkingTask" WHERE id = ${taskId}::uuid AND state = 'ALLOTTED' FOR UPDATE`
  ).length === 1;

export const createTasks = (
  tx: Tx,
  tasks: readonly {
    id: string;
    sittingId: string;
    unit: UnitId;
    round: MarkRound;
    ordinal: number;
    raterId: string;
    blindCode: string;
    createdAt: Date;
    dueAt: Date;
    besideId?: string | null;
  }[],
) =>
  tx.$executeRaw`
    INSERT INTO "MarkingTask" (id, "sittingId", unit, round, ordinal, "raterId", "blindCode", state, "createdAt", "dueAt", "besideId")
    SELECT id, "sittingId", unit, round, ordinal, "raterId", "blindCode", 'ALLOTTED', "createdAt", "dueAt", "besideId"
    FROM jsonb_to_recordset(${JSON.stringify(tasks)}::jsonb) AS row(
      id uuid, "sittingId" uuid, unit text, round "MarkRound", ordinal int, "raterId" uuid, "blindCode" text,
      "createdAt" timestamp(3), "dueAt" timestamp(3), "besideId" uuid
    )`;

/** The first lot of a discussion stands. */
export const addSoundDraws = (
  tx: Tx,
  draws: readonly { readonly sittingId: string; readonly isDrawn: boolean; readonly percent: number; readonly drawnAt: Date }[],
) => tx.soundDraw.createMany({ data: [...draws], skipDuplicates: true });

/** Why a text left its marker. */
export type WithdrawnReason = "KNOWS_PERSON" | "REALLOTTED" | "REFERRED" | "ABSENT" | "NOT_NEEDED";

export const updateTask = (tx: Tx, taskId: string, from: TaskState, to: TaskState, withdrawnReason?: WithdrawnReason) =>
  tx.markingTask.updateMany({
    where: { id: taskId, state: from },
    data: { state: to, ...(withdrawnReason ? { withdrawnReason } : {}) },
  });

export type { MarkRound };

export interface DraftPlace {
  readonly sittingId: string;
  readonly unit: UnitId;
  readonly round: MarkRound;
  readonly raterId: string;
}

/** What a page gives of a draft; what it does not name stays. */
interface DraftContent {
  readonly bands: number[];
  readonly comments: string;
  readonly criterionComments?: string[];
  readonly annotations?: Annotation[];
  readonly moments?: Moment[];
}

/** The draft of a text as a page gives it: what was stored may have come from another page of the same marker. */
export const saveTextDraft = (tx: Tx, place: DraftPlace, given: GivenMark, now: Date): Promise<number | undefined> => {
  const { bands, comments, criterionComments, annotations, revision } = given;
  const content = { bands: bands.map((band) => band ?? notGiven), comments, criterionComments, annotations };
  return saveRevision(tx, place, content, revision, now);
};

/** The same for one unit of a recording. */
export const saveListeningDraft = (tx: Tx, place: DraftPlace, given: GivenListening["units"][number], now: Date): Promise<number | undefined> => {
  const { bands, comments, moments, revision } = given;
  return saveRevision(tx, place, { bands: bands.map((band) => band ?? notGiven), comments, moments }, revision, now);
};

/** The same for one unit of an adviser’s live grid. */
export const saveOralDraft = (
  tx: Tx,
  place: DraftPlace,
  { bands, comments, revision }: { readonly bands: readonly (number | null)[]; readonly comments: string; readonly revision: number },
  now: Date,
): Promise<number | undefined> => saveRevision(tx, place, { bands: bands.map((band) => band ?? notGiven), comments }, revision, now);

/**
 * Keeps a draft when the page knows the newest one, and answers its new revision. The very draft that is stored already is a
 * success too, since an answer can be lost on its way. Undefined when another page was faster.
 */
async function saveRevision(tx: Tx, place: DraftPlace, content: DraftContent, known: number, now: Date): Promise<number | undefined> {
  const data = { ...content, revision: known + 1, savedAt: now };
  const { count } = await tx.markDraft.updateMany({ where: { ...place, revision: known }, data });
  if (count === 1) return data.revision;
  if (known === 0 && (await tx.markDraft.createMany({ data: [{ ...place, ...data }], skipDuplicates: true })).count === 1) return data.revision;
  const row = await tx.markDraft.findUnique({
    where: { sittingId_unit_raterId_round: place },
    select: { bands: true, comments: true, criterionComments: true, annotations: true, moments: true, revision: true },
  });
  if (!row) return undefined;
  const { revision, ...rest } = row;
  const stored = { ...rest, annotations: annotationList.parse(rest.annotations), moments: momentList.parse(rest.moments) };
  return canonicalJson({ ...stored, ...content }) === canonicalJson(stored) ? revision : undefined;
}

/** A draft is spent by its mark, and forgotten when its text is given back. */
export const dropDraft = (tx: Tx, place: DraftPlace) => tx.markDraft.deleteMany({ where: { ...place } });

/** The mark takes the next place of its unit and round; the caller holds the sitting's lock. */
export async function createMark(
  tx: Tx,
  mark: DraftPlace & {
    readonly taskId: string | null;
    readonly bands: readonly number[];
    readonly comments: string;
    readonly criterionComments?: readonly string[];
    readonly annotations?: readonly Annotation[];
    readonly moments?: readonly Moment[];
    readonly lockedAt: Date;
  },
): Promise<{ id: string; ordinal: number }> {
  const { sittingId, unit, round } = mark;
  const before = await tx.mark.count({ where: { sittingId, unit, round, supersedesId: null } });
  return tx.mark.create({
    data: {
      ...mark,
      bands: [...mark.bands],
      criterionComments: [...(mark.criterionComments ?? [])],
      annotations: [...(mark.annotations ?? [])],
      moments: [...(mark.moments ?? [])],
      ordinal: before + 1,
    },
    select: { id: true, ordinal: true },
  });
}

/** In the place of the mark that it supersedes. The caller holds the lock of the sitting. */
export const addCorrection = (
  tx: Tx,
  { bands, criterionComments, annotations, moments, ...mark }: DraftPlace & {
    readonly ordinal: number;
    readonly bands: readonly number[];
    readonly comments: string;
    readonly criterionComments: readonly string[];
    readonly annotations: readonly Annotation[];
    readonly moments: readonly Moment[];
    readonly supersedesId: string;
    readonly supersededReason: string;
    readonly lockedAt: Date;
  },
): Promise<{ id: string }> =>
  tx.mark.create({
    data: {
      ...mark,
      bands: [...bands],
      criterionComments: [...criterionComments],
      annotations: [...annotations],
      moments: [...moments],
    },
    select: { id: true },
  });

export const addReferral = (
  tx: Tx,
  referral: {
    readonly taskId: string;
    readonly kind: ReferralKind;
    readonly note: string;
    readonly createdAt: Date;
  },
) => tx.scriptReferral.create({ data: referral, select: { id: true } });

export const closeReferrals = (
  tx: Tx,
  taskIds: readonly string[],
  decision: {
    readonly resolution: ReferralResolution;
    readonly answer: string;
    readonly resolvedById: string;
    readonly resolvedAt: Date;
  },
) => tx.scriptReferral.updateMany({ where: { taskId: { in: [...taskIds] }, resolvedAt: null }, data: decision });
