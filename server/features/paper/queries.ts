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
  _count: { select: { scans: true, transcriptions: true } },
} as const;

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
    people: sittings.map(personView).toSorted((a, b) => a.name.localeCompare(b.name, "fr-CA")),
  }));
}

type PersonRow = Prisma.SittingGetPayload<{ select: typeof personSelect }>;

function personView(row: PersonRow) {
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
    hasTranscription: row._count.transcriptions > 0,
  };
}

export const scanOf = (db: Db, sittingId: string, page: number) =>
  db.scan.findUnique({ where: { sittingId_page: { sittingId, page } }, select: { bytes: true, mime: true } });

/** The pages and the text typed so far; the newest save is the one that counts. */
export async function transcriptionOf(db: Db, sittingId: string) {
  const scans = await db.scan.findMany({
    where: { sittingId },
    select: { page: true, mime: true, sha256: true, createdAt: true },
    orderBy: { page: "asc" },
  });
  const last = await db.transcription.findFirst({
    where: { sittingId },
    select: { text: true, createdAt: true, typedBy: { select: { givenName: true, familyName: true } } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  return {
    scans: scans.flatMap(({ mime, createdAt, ...scan }) =>
      isScanMime(mime) ? [{ ...scan, mime, createdAt: createdAt.toISOString() }] : [],
    ),
    text: last?.text ?? "",
    typedByName: last ? `${last.typedBy.givenName} ${last.typedBy.familyName}` : null,
    savedAt: last?.createdAt.toISOString() ?? null,
  };
}
