import { z } from "zod";
import { noMeasures } from "#shared/domain/accommodations/measures.ts";
import { attentionOf, byAttention, connectionClass, type AttentionFacts } from "#shared/domain/conduct/attention.ts";
import { nextStep } from "#shared/domain/conduct/next-step.ts";
import { readinessFor } from "#shared/domain/conduct/readiness.ts";
import type { Gap } from "#shared/domain/identity/recheck.ts";
import { breaksTaken } from "#shared/domain/sitting/breaks.ts";
import { isDeviceMissing } from "#shared/domain/sitting/device-rule.ts";
import { isBeforeTheEnd, sideCameraState } from "#shared/domain/rooms/side-camera.ts";
import { isWatchedNow, supervisedActivities } from "#shared/domain/rooms/supervision.ts";
import { runStatesOf } from "#shared/domain/sitting/run-states.ts";
import type { BoardSitting } from "#shared/protocol/conduct.ts";
import type { ObservationView } from "#shared/protocol/integrity.ts";
import type { Db, Prisma } from "../../platform/db.ts";
import { grantedFrom, grantedSelect } from "../accommodations/queries.ts";
import { openIncidentsOf } from "../incidents/queries.ts";
import { rechecksDue } from "../identity/queries.ts";
import { observationSelect, observationViews, readersOf } from "../integrity/queries.ts";
import { extractRoom } from "../rooms/queries.ts";
import { broadcastsOfSession } from "../messages/queries.ts";
import { isFrozenIn, pairedSelect, requestIn, runSelect, runViews, seatSelect } from "../sitting/queries.ts";
import { endRequestSelect, gateDecidedBy, sessionSelect, sessionSummary, waitingEndIn } from "./queries.ts";

/** The board is a handful of reads for the whole session, whatever the number of people. */

const documentIds = z.object({ documents: z.array(z.object({ id: z.string() })) });
const shownObservations = 5;
const person = { select: { givenName: true, familyName: true } } as const;
const nameOf = (given: { givenName: string; familyName: string }): string => `${given.givenName} ${given.familyName}`;

// Several facts can have one instant: the ids that follow each other in time settle it.
const newestFirst: Prisma.ObservationOrderByWithRelationInput[] = [{ createdAt: "desc" }, { id: "desc" }];
const newestCheckFirst: Prisma.IdentityCheckOrderByWithRelationInput[] = [{ checkedAt: "desc" }, { id: "desc" }];

const boardSelect = {
  ...sessionSelect,
  holds: { where: { endedAt: null }, select: { reason: true, startedAt: true, startedBy: person } },
  form: { select: { content: true } },
  rooms: {
    // The supervision is open all along: it says nothing of what goes on.
    where: { state: { not: "CLOSED" }, kind: { not: "SUPERVISION" } },
    select: { id: true, kind: true, sittingId: true, openedById: true, openedAt: true },
    orderBy: { openedAt: "asc" },
  },
  sittings: {
    where: { booking: { isActive: true } },
    select: {
      id: true,
      accountId: true,
      booking: { select: { releasedAt: true } },
      state: true,
      writingTool: true,
      documentId: true,
      arrivedAt: true,
      registration: { select: { ...person.select, ...grantedSelect } },
      runs: { select: { ...runSelect, endRequests: endRequestSelect } },
      presence: { select: { lastSeenAt: true, page: true, battery: true, unsent: true } },
      gateOpinions: { select: { adviserId: true } },
      seats: seatSelect.seats,
      sideCameras: pairedSelect,
      identityChecks: {
        select: { documentType: true, outcome: true, checkedAt: true, checkedBy: person },
        orderBy: newestCheckFirst,
        take: 1,
      },
      helpCalls: {
        where: { answeredAt: null },
        select: { id: true, text: true, createdAt: true },
        orderBy: { createdAt: "asc" },
      },
      observations: { select: observationSelect, orderBy: newestFirst, take: 20 },
    },
  },
} as const;

async function readSession(db: Db, sessionId: string) {
  return db.session.findUniqueOrThrow({ where: { id: sessionId }, select: boardSelect });
}
type BoardRow = Awaited<ReturnType<typeof readSession>>;

export async function boardOf(db: Db, sessionId: string, now: Date) {
  const session = await readSession(db, sessionId);
  const letters = new Map(
    documentIds.parse(session.form.content).documents.map(({ id }, index) => [id, letterOf(index)]),
  );
  const savedAt = await lastSaves(db, session.sittings);
  const observations = Map.groupBy(
    await observationViews(
      db,
      session.sittings.flatMap((sitting) => sitting.observations),
    ),
    ({ sittingId }) => sittingId,
  );
  const sittingIds = session.sittings.map(({ id }) => id);
  const readers = await readersOf(db, sittingIds);
  const gaps = await rechecksDue(db, sessionId);
  const incidents = await openIncidentsOf(db, sittingIds);
  const supervised = await extractRoom(db, sessionId, now);
  const sittings = session.sittings.map((row) =>
    boardSitting(row, {
      gap: gaps.get(row.id),
      incident: incidents.get(row.id) ?? "NONE",
      isSupervised: supervised?.people.has(row.accountId) ?? false,
      now,
      sessionState: session.state,
      isHeld: session.holds.length > 0,
      documentLetter: letters.get(row.documentId) ?? "?",
      lastSavedAt: savedAt.get(row.id),
      reader: readers.get(row.id) ?? null,
      observations: observations.get(row.id) ?? [],
    }),
  );
  return {
    session: sessionSummary(session),
    sittings: byAttention(sittings),
    openRooms: await roomViews(db, session.rooms),
    hold: holdView(session.holds),
    broadcasts: await broadcastsOfSession(db, sessionId),
    next: nextStep(
      session.state,
      session.sittings.map((row) => ({
        sittingId: row.id,
        state: row.state,
        arrivedAtMs: row.arrivedAt?.getTime() ?? null,
        runs: runStatesOf(row.runs),
        isGateDecided: gateDecidedBy(row.gateOpinions),
        isInCall: session.rooms.some(({ kind, sittingId }) => kind === "CHECK_IN" && sittingId === row.id),
      })),
      session.holds.length > 0,
    ),
    serverNow: now.toISOString(),
  };
}

const holdView = ([hold]: BoardRow["holds"]) =>
  hold
    ? { reason: hold.reason, since: hold.startedAt.toISOString(), byName: nameOf(hold.startedBy) }
    : null;

const letterOf = (index: number): string => String.fromCodePoint(65 + index);

function boardSitting(
  row: BoardRow["sittings"][number],
  around: {
    now: Date;
    sessionState: BoardRow["state"];
    isHeld: boolean;
    documentLetter: string;
    lastSavedAt: Date | undefined;
    reader: BoardSitting["reader"];
    gap: Gap | undefined;
    incident: AttentionFacts["incident"];
    isSupervised: boolean;
    observations: readonly ObservationView[];
  },
): BoardSitting {
  const runs = runStatesOf(row.runs);
  const views = runViews(row.runs);
  const endAsked = waitingEndIn(row.runs.flatMap(({ endRequests }) => endRequests));
  const connection = connectionClass(row.presence?.lastSeenAt.getTime() ?? null, around.now.getTime());
  const check = row.identityChecks[0];
  const { breaks, readAloud, hasCaptions } = grantedFrom(row.registration)?.measures ?? noMeasures;
  const facts = {
    sessionState: around.sessionState,
    sittingState: row.state,
    isHeld: around.isHeld,
    runs,
    isGateDecided: gateDecidedBy(row.gateOpinions),
  };
  return {
    sittingId: row.id,
    name: nameOf(row.registration),
    state: row.state,
    writingTool: row.writingTool,
    documentLetter: around.documentLetter,
    arrivedAt: row.arrivedAt?.toISOString() ?? null,
    identity: check
      ? {
          documentType: check.documentType,
          outcome: check.outcome,
          at: check.checkedAt.toISOString(),
          byName: nameOf(check.checkedBy),
        }
      : null,
    seatRequestedAt: requestIn(row)?.createdAt.toISOString() ?? null,
    isFrozen: isFrozenIn(row),
    runs: views,
    lastSeenAt: row.presence?.lastSeenAt.toISOString() ?? null,
    page: row.presence?.page ?? null,
    battery: row.presence?.battery ?? null,
    unsent: row.presence?.unsent ?? 0,
    lastSavedAt: around.lastSavedAt?.toISOString() ?? null,
    connection,
    ...attentionOf({
      sittingState: row.state,
      connection,
      // A clock that stands still because nobody is heard is the very thing to look at.
      hasOpenRun: views.some(({ state, isSilent }) => state === "OPEN" || isSilent),
      isOnBreak: views.some(({ stopCause }) => stopCause === "BREAK"),
      hasSeatRequest: requestIn(row) !== null,
      hasHelpCall: row.helpCalls.length > 0,
      hasDeviceLost: views.some(({ stopCause }) => stopCause === "DEVICE") || lacksDevice(around.observations, row.runs),
      hasIdentityDoubt: check?.outcome === "DOUBT" || check?.outcome === "POSTPONED",
      hasRecheck: around.gap !== undefined,
      incident: around.incident,
      hasEndAsked: endAsked !== null,
      unsent: row.presence?.unsent ?? 0,
      battery: row.presence?.battery ?? null,
    }),
    readiness: { READING: readinessFor("READING", facts), WRITING: readinessFor("WRITING", facts) },
    sideCamera: isBeforeTheEnd(row.state) ? sideCameraState(row.sideCameras[0], around.now) : "NONE",
    reader: around.reader,
    granted: { readAloud, hasCaptions, breaks: breaks && { ...breaks, taken: breaksTaken(row.runs) } },
    helpCalls: row.helpCalls.map(({ id, text, createdAt }) => ({
      helpCallId: id,
      text,
      createdAt: createdAt.toISOString(),
    })),
    isReleased: row.booking.releasedAt !== null,
    canKeepExtract: around.isSupervised && isWatchedNow({ sittingState: row.state, runs: views }),
    endAsked,
    recheck: around.gap
      ? { gapId: around.gap.id, seconds: around.gap.seconds, at: new Date(around.gap.atMs).toISOString() }
      : null,
    observations: around.observations.slice(0, shownObservations),
  };
}

function lacksDevice(newestFirst: readonly ObservationView[], runs: BoardRow["sittings"][number]["runs"]): boolean {
  const supervised = runs.filter(({ activity }) => supervisedActivities.includes(activity));
  return isDeviceMissing(
    newestFirst.map(({ kind, at }) => ({ kind, writtenAtMs: Date.parse(at) })),
    Math.max(0, ...supervised.map(({ startedAt }) => startedAt?.getTime() ?? 0)),
  );
}

/** When the server last wrote an answer of each person. */
async function lastSaves(db: Db, sittings: BoardRow["sittings"]): Promise<Map<string, Date>> {
  const sittingOfRun = new Map(sittings.flatMap((sitting) => sitting.runs.map((run) => [run.id, sitting.id] as const)));
  const saves = await db.answer.groupBy({
    by: ["runId"],
    where: { runId: { in: [...sittingOfRun.keys()] } },
    _max: { savedAt: true },
  });
  const latest = new Map<string, Date>();
  for (const { runId, _max } of saves) {
    const sittingId = sittingOfRun.get(runId);
    const known = sittingId && latest.get(sittingId);
    if (sittingId && _max.savedAt && (!known || known < _max.savedAt)) latest.set(sittingId, _max.savedAt);
  }
  return latest;
}

async function roomViews(db: Db, rooms: BoardRow["rooms"]) {
  const openers = await db.account.findMany({
    where: { id: { in: rooms.map(({ openedById }) => openedById) } },
    select: { id: true, givenName: true, familyName: true },
  });
  const names = new Map(openers.map((opener) => [opener.id, nameOf(opener)]));
  return rooms.map(({ id, kind, sittingId, openedById, openedAt }) => ({
    roomId: id,
    kind,
    sittingId,
    openedByName: names.get(openedById) ?? "",
    openedAt: openedAt.toISOString(),
  }));
}
