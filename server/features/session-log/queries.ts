import { logKinds } from "#shared/domain/conduct/session-report.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import type { sessionLog } from "#shared/protocol/session-log.ts";
import type { Db } from "../../platform/db.ts";
import { observationSelect, observationViews } from "../integrity/queries.ts";

/** The log of a session: what its people wrote, from wherever they wrote it, in one order of time. */

type Log = RouteAnswer<typeof sessionLog>;

const person = { select: { givenName: true, familyName: true } } as const;
const nameOf = (given: { givenName: string; familyName: string }): string => `${given.givenName} ${given.familyName}`;
const shown = 200;
const newest = [{ createdAt: "desc" }, { id: "desc" }] as const;

export async function logOf(db: Db, sessionId: string, readerId: string): Promise<Log> {
  const { timeZone } = await db.session.findUniqueOrThrow({ where: { id: sessionId }, select: { timeZone: true } });
  const entries = await db.sessionLogEntry.findMany({
    where: { sessionId },
    select: {
      id: true,
      kind: true,
      text: true,
      createdAt: true,
      authorId: true,
      author: person,
      readings: { select: { readerId: true, readAt: true, reader: person }, orderBy: { readAt: "asc" } },
    },
    orderBy: [...newest],
    take: shown,
  });
  const unread = entries.find(({ kind, authorId, readings }) => kind === "HANDOVER" && authorId !== readerId && !readings.some((one) => one.readerId === readerId));
  return {
    timeZone,
    unread: unread
      ? { entryId: unread.id, text: unread.text, byName: nameOf(unread.author), at: unread.createdAt.toISOString() }
      : null,
    lines: [
      ...entries.flatMap(({ id, kind: stored, text, author, createdAt, readings }) => {
        const kind = logKinds.find((one) => one === stored);
        const readBy = readings.map(({ reader, readAt }) => ({ name: nameOf(reader), at: readAt.toISOString() }));
        return kind ? [{ kind, entryId: id, text, byName: nameOf(author), at: createdAt.toISOString(), readBy }] : [];
      }),
      ...(await broadcastLines(db, sessionId)),
      ...(await observationLines(db, sessionId)),
    ].toSorted((a, b) => b.at.localeCompare(a.at)),
  };
}

async function broadcastLines(db: Db, sessionId: string): Promise<Log["lines"]> {
  const rows = await db.broadcast.findMany({
    where: { sessionId },
    select: { text: true, createdAt: true, author: person, _count: { select: { receipts: true } } },
    orderBy: [...newest],
    take: shown,
  });
  return rows.map(({ text, createdAt, author, _count }) => ({
    kind: "BROADCAST" as const,
    text,
    byName: nameOf(author),
    at: createdAt.toISOString(),
    people: _count.receipts,
  }));
}

/** Of the people's records, what somebody of the staff did or noted: the very lines that the person reads. */
async function observationLines(db: Db, sessionId: string): Promise<Log["lines"]> {
  const rows = await db.observation.findMany({
    where: { sitting: { sessionId, booking: { isActive: true } }, authorId: { not: null } },
    select: { ...observationSelect, sitting: { select: { registration: person } } },
    orderBy: [...newest],
    take: shown,
  });
  const names = new Map(rows.map(({ id, sitting }) => [id, nameOf(sitting.registration)]));
  return (await observationViews(db, rows)).map((observation) => ({
    kind: "OBSERVATION" as const,
    name: names.get(observation.observationId) ?? "",
    observation,
    at: observation.at,
  }));
}
