import { canonicalJson } from "#shared/kernel/canonical-json.ts";
import { resitsOf, totalsOf } from "#shared/domain/conduct/session-report.ts";
import { incidentCodes } from "#shared/domain/incidents/incident-rules.ts";
import { activities } from "#shared/domain/sitting/run-machine.ts";
import type { ReportContent } from "#shared/protocol/session-log.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { sha256Hex } from "../../platform/hash.ts";

/** The report of a session: facts that the tables hold, in an order that does not depend on the reading. */

const person = { select: { givenName: true, familyName: true } } as const;
const nameOf = (given: { givenName: string; familyName: string }): string => `${given.givenName} ${given.familyName}`;
type Person = ReportContent["people"][number];

// Ids follow each other in time, and their order does not change with the plan of a query.
const reportSelect = {
  deliveryMode: true,
  startsAt: true,
  timeZone: true,
  place: true,
  state: true,
  body: { select: { name: true } },
  advisers: { select: { account: person } },
  sittings: {
    where: { booking: { isActive: true } },
    select: {
      id: true,
      state: true,
      registration: person,
      booking: { select: { releasedAt: true } },
      runs: {
        select: {
          activity: true,
          state: true,
          timeEntries: {
            where: { cause: { not: "ACCOMMODATION" } },
            select: { id: true, cause: true, seconds: true, reason: true, authorId: true, createdAt: true },
          },
        },
      },
      identityChecks: {
        select: { documentType: true, outcome: true, checkedAt: true, checkedBy: person },
        orderBy: { id: "asc" },
      },
      observations: {
        where: { recheck: { isNot: null } },
        select: {
          recheck: { select: { isFaceWell: true, isRoomWell: true, note: true, checkedAt: true, checkedBy: person } },
        },
        orderBy: { id: "asc" },
      },
      incidents: {
        select: {
          code: true,
          severity: true,
          state: true,
          openedAt: true,
          openedBy: person,
          decisionId: true,
          decisions: { select: { id: true, effect: true } },
        },
        orderBy: { id: "asc" },
      },
    },
    orderBy: { id: "asc" },
  },
} as const;

const readSession = (db: Db | Tx, sessionId: string) =>
  db.session.findUniqueOrThrow({ where: { id: sessionId }, select: reportSelect });
type SittingRow = Awaited<ReturnType<typeof readSession>>["sittings"][number];

export async function reportOf(db: Db | Tx, sessionId: string): Promise<{ content: ReportContent; contentHash: string }> {
  const session = await readSession(db, sessionId);
  const names = await authorsOf(db, session.sittings);
  const people = session.sittings
    .map((row) => personOf(row, names))
    .toSorted((a, b) => a.name.localeCompare(b.name, "fr-CA") || (a.sittingId < b.sittingId ? -1 : 1));
  const content: ReportContent = {
    sessionId,
    bodyName: session.body.name,
    deliveryMode: session.deliveryMode,
    startsAt: session.startsAt.toISOString(),
    timeZone: session.timeZone,
    place: session.place,
    state: session.state,
    advisers: session.advisers.map(({ account }) => nameOf(account)).toSorted(),
    people,
    totals: totalsOf(people),
  };
  return { content, contentHash: sha256Hex(canonicalJson(content)) };
}

async function authorsOf(db: Db | Tx, sittings: readonly SittingRow[]): Promise<ReadonlyMap<string, string>> {
  const ids = sittings.flatMap(({ runs }) => runs.flatMap(({ timeEntries }) => timeEntries.flatMap(({ authorId }) => authorId ?? [])));
  const rows = await db.account.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, givenName: true, familyName: true },
  });
  return new Map(rows.map((row) => [row.id, nameOf(row)]));
}

function personOf(row: SittingRow, names: ReadonlyMap<string, string>): Person {
  const runs = row.runs.toSorted((a, b) => activities.indexOf(a.activity) - activities.indexOf(b.activity));
  return {
    sittingId: row.id,
    name: nameOf(row.registration),
    state: row.state,
    activities: runs.map(({ activity, state }) => ({ activity, state })),
    identity: row.identityChecks.map(({ documentType, outcome, checkedBy, checkedAt }) => ({
      documentType,
      outcome,
      byName: nameOf(checkedBy),
      at: checkedAt.toISOString(),
    })),
    incidents: row.incidents.flatMap((incident) => {
      const code = incidentCodes.find((one) => one === incident.code);
      const effect = incident.decisions.find(({ id }) => id === incident.decisionId)?.effect ?? null;
      const { severity, state, openedBy, openedAt } = incident;
      return code ? [{ code, severity, state, effect, byName: nameOf(openedBy), at: openedAt.toISOString() }] : [];
    }),
    credits: creditsOf(runs, names),
    rechecks: row.observations.flatMap(({ recheck }) => {
      if (!recheck) return [];
      const { isFaceWell, isRoomWell, note, checkedBy, checkedAt } = recheck;
      return [{ isFaceWell, isRoomWell, note, byName: nameOf(checkedBy), at: checkedAt.toISOString() }];
    }),
    resits: resitsOf({
      lostActivities: runs.flatMap(({ activity, state }) => (state === "TECHNICAL" ? [activity] : [])),
      isReleased: row.booking.releasedAt !== null,
    }),
  };
}

function creditsOf(runs: SittingRow["runs"], names: ReadonlyMap<string, string>): Person["credits"] {
  return runs
    .flatMap(({ activity, timeEntries }) => timeEntries.map((entry) => ({ ...entry, activity })))
    .toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1))
    .map(({ activity, cause, seconds, reason, authorId, createdAt }) => ({
      activity,
      cause,
      seconds,
      reason,
      byName: authorId ? (names.get(authorId) ?? null) : null,
      at: createdAt.toISOString(),
    }));
}
