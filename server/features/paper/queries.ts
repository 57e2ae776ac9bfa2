import { z } from "zod";
import type { TextState } from "#shared/domain/paper/second-typist.ts";
import { isScanMime } from "#shared/domain/paper/scan-type.ts";
import { runStatesOf } from "#shared/domain/sitting/run-states.ts";
import type { AccountActor } from "../../platform/actor.ts";
import type { Db, Prisma, Tx } from "../../platform/db.ts";

/** Reads of in-person sessions and their papers, as views. */

/** Is there an exam in person to enter? */
export async function isUnderWay(db: Db | Tx, sittingId: string): Promise<boolean> {
  const where = {
    id: sittingId,
    booking: { isActive: true },
    state: { in: ["IDENTITY_CONFIRMED" as const, "IN_PROGRESS" as const, "INTERRUPTED" as const] },
    session: { deliveryMode: "IN_PERSON" as const },
  };
  return (await db.sitting.count({ where })) === 1;
}

const personSelect = {
  id: true,
  state: true,
  writingTool: true,
  arrivedAt: true,
  registration: { select: { givenName: true, familyName: true } },
  presence: { select: { lastSeenAt: true } },
  identityChecks: { select: { outcome: true }, orderBy: { checkedAt: "desc" }, take: 1 },
  observations: {
    where: { kind: "STATION_CODE_GIVEN" },
    select: { createdAt: true },
    orderBy: { createdAt: "desc" },
    take: 1,
  },
  runs: { select: { activity: true, state: true, seal: { select: { runId: true } } } },
  transcriptions: { where: { isCheck: false }, select: { typedById: true }, distinct: ["typedById"] },
  typedText: { select: { needsCheck: true, typedById: true, check: { select: { sittingId: true } } } },
  booking: { select: { releasedAt: true } },
  _count: { select: { scans: true } },
} as const satisfies Prisma.SittingSelect;

export async function sessionsWithPaper(db: Db, actor: AccountActor) {
  const rows = await db.session.findMany({
    where: {
      deliveryMode: "IN_PERSON",
      // Support staff see every in-person session; an adviser only their own.
      ...(actor.roles.includes("SUPPORT") ? {} : { advisers: { some: { accountId: actor.accountId } } }),
      OR: [
        { state: { in: ["OPEN", "IN_PROGRESS"] } },
        // Over, but a paper that was handed in still waits for somebody to key it in.
        {
          state: "HELD",
          sittings: {
            some: {
              writingTool: "HANDWRITTEN",
              runs: { some: { activity: { in: ["READING", "WRITING"] }, state: "COMPLETED", seal: null } },
            },
          },
        },
      ],
    },
    select: {
      id: true,
      state: true,
      startsAt: true,
      timeZone: true,
      place: true,
      body: { select: { name: true } },
      sittings: { where: { booking: { isActive: true } }, select: personSelect },
    },
    orderBy: { startsAt: "asc" },
  });
  return rows.map(({ id, body, startsAt, sittings, ...session }) => ({
    ...session,
    sessionId: id,
    startsAt: startsAt.toISOString(),
    bodyName: body.name,
    people: sittings.map((sitting) => personView(sitting, actor.accountId)).toSorted((a, b) => a.name.localeCompare(b.name, "fr-CA")),
  }));
}

type PersonRow = Prisma.SittingGetPayload<{ select: typeof personSelect }>;

function personView(row: PersonRow, actorId: string) {
  const awaitsCheck = row.typedText !== null && row.typedText.needsCheck && row.typedText.check === null;
  const hasTyped = row.typedText?.typedById === actorId || row.transcriptions.some(({ typedById }) => typedById === actorId);
  const isSealed = (activity: string): boolean =>
    row.runs.some((run) => run.activity === activity && run.seal !== null);
  return {
    sittingId: row.id,
    name: `${row.registration.givenName} ${row.registration.familyName}`,
    state: row.state,
    writingTool: row.writingTool,
    arrivedAt: row.arrivedAt?.toISOString() ?? null,
    identityOutcome: row.identityChecks[0]?.outcome ?? null,
    runs: runStatesOf(row.runs),
    stationCodeGivenAt: row.observations[0]?.createdAt.toISOString() ?? null,
    lastSeenAt: row.presence?.lastSeenAt.toISOString() ?? null,
    scans: row._count.scans,
    isReadingSealed: isSealed("READING"),
    isWritingSealed: isSealed("WRITING"),
    hasTranscription: row.transcriptions.length > 0,
    awaitsCheck,
    mayCheck: awaitsCheck && !hasTyped,
    isReleased: row.booking.releasedAt !== null,
  };
}

export const scanOf = (db: Db | Tx, sittingId: string, page: number) =>
  db.scan.findUnique({ where: { sittingId_page: { sittingId, page } }, select: { bytes: true, mime: true } });

const fullName = ({ givenName, familyName }: { givenName: string; familyName: string }): string => `${givenName} ${familyName}`;

/** The pages and the text typed so far, the newest save of each of both people; and whether this one may check it. */
export async function transcriptionOf(db: Db | Tx, sittingId: string, actorId: string, isSealed: boolean) {
  const scans = await db.scan.findMany({
    where: { sittingId },
    select: { page: true, mime: true, sha256: true, createdAt: true },
    orderBy: { page: "asc" },
  });
  const saves = await db.transcription.findMany({
    where: { sittingId },
    distinct: ["isCheck"],
    select: { text: true, isCheck: true, createdAt: true, typedBy: { select: { givenName: true, familyName: true } } },
    orderBy: [{ isCheck: "asc" }, { createdAt: "desc" }, { id: "desc" }],
  });
  const first = saves.find(({ isCheck }) => !isCheck);
  const second = saves.find(({ isCheck }) => isCheck);
  const isTyped = (await db.typedText.count({ where: { sittingId } })) > 0;
  const state: TextState = isSealed ? "SEALED" : isTyped ? "TO_CHECK" : "TYPING";
  return {
    scans: scans.flatMap(({ mime, createdAt, ...scan }) =>
      isScanMime(mime) ? [{ ...scan, mime, createdAt: createdAt.toISOString() }] : [],
    ),
    text: first?.text ?? "",
    typedByName: first ? fullName(first.typedBy) : null,
    savedAt: first?.createdAt.toISOString() ?? null,
    state,
    check: second
      ? { text: second.text, checkedByName: fullName(second.typedBy), savedAt: second.createdAt.toISOString() }
      : null,
    mayCheck: state === "TO_CHECK" && !(await hasTyped(db, sittingId, actorId)),
  };
}

/** Every save says who typed: one word is enough. */
export const hasTyped = async (db: Db | Tx, sittingId: string, accountId: string): Promise<boolean> =>
  (await db.transcription.count({ where: { sittingId, isCheck: false, typedById: accountId } })) > 0;

/** Who opened a page or a transcription of each of these sittings, whatever came of it: they know whose hand it is. */
export const handwritingReaders = (db: Db | Tx, sittingIds: readonly string[]) => actorsOf(db, handwritingOpened, sittingIds);

/** Who scanned a page of each of these sittings, though it was scanned again: the record keeps them all. */
export const scannersOf = (db: Db | Tx, sittingIds: readonly string[]) => actorsOf(db, scanStored, sittingIds);

async function actorsOf(db: Db | Tx, type: string, sittingIds: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const events = await db.auditEvent.findMany({
    where: { type, subjectType: "sitting", subjectId: { in: [...sittingIds] }, actorId: { not: null } },
    select: { subjectId: true, actorId: true },
    distinct: ["subjectId", "actorId"],
  });
  const acts = Map.groupBy(events, ({ subjectId }) => subjectId);
  return new Map([...acts].map(([sittingId, given]) => [sittingId, new Set(given.flatMap(({ actorId }) => actorId ?? []))]));
}

const openedPage = z.object({ page: z.number().nullable() });

/** Whether this person has opened it since then; `page` null is the transcription. */
export async function isOpenedSince(
  db: Db | Tx,
  { actorId, sittingId, page, since }: { readonly actorId: string; readonly sittingId: string; readonly page: number | null; readonly since: Date },
): Promise<boolean> {
  const events = await db.auditEvent.findMany({
    where: { type: handwritingOpened, subjectType: "sitting", subjectId: sittingId, actorId, at: { gt: since } },
    select: { data: true },
  });
  return events.some(({ data }) => openedPage.parse(data).page === page);
}

/** What the record calls such an opening, and a page that was scanned. */
export const handwritingOpened = "handwriting.opened";
export const scanStored = "scan.stored";
