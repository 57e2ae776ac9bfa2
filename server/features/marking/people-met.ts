import type { Db, Tx } from "../../platform/db.ts";
import type { WithdrawnReason } from "./store.ts";

/**
 * By person, everybody who has met them at any of their exams: who led or watched one that they came to, looked at a
 * document or a room, wrote in the record, opened a room, answered a call or wrote to them; and whoever said of a text or a
 * voice of theirs that they know them. It follows from what they did, never from a role: who was an adviser then has met the
 * person whatever they are now.
 */
export async function peopleMet(db: Db | Tx, accountIds: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const persons = [...new Set(accountIds)];
  const sittings = await db.sitting.findMany({
    where: { accountId: { in: persons } },
    select: {
      accountId: true,
      arrivedAt: true,
      session: { select: { advisers: { select: { accountId: true } }, watchers: { select: { accountId: true } } } },
      identityChecks: { select: { checkedById: true } },
      roomLooks: { select: { startedById: true, lines: { select: { notedById: true }, distinct: ["lookId", "notedById"] } } },
      observations: { where: { authorId: { not: null } }, select: { authorId: true }, distinct: ["sittingId", "authorId"] },
      rooms: { select: { openedById: true } },
      helpCalls: { select: { answeredById: true } },
      chatMessages: { select: { authorId: true }, distinct: ["sittingId", "authorId"] },
      markingTasks: { where: { withdrawnReason: "KNOWS_PERSON" satisfies WithdrawnReason }, select: { raterId: true } },
    },
  });
  // Before they had an exam, or between two, people write as well.
  const calls = await db.helpCall.findMany({
    where: { callerId: { in: persons }, sittingId: null, answeredById: { not: null } },
    select: { callerId: true, answeredById: true },
  });
  const letters = await db.chatMessage.findMany({
    where: { callerId: { in: persons }, sittingId: null },
    distinct: ["callerId", "authorId"],
    select: { callerId: true, authorId: true },
  });
  const met = new Map(persons.map((person) => [person, new Set<string>()]));
  const meet = (person: string, others: readonly (string | null)[]): void => {
    for (const other of others) if (other !== null) met.get(person)?.add(other);
  };
  for (const { accountId, arrivedAt, session, ...sitting } of sittings) {
    // A sitting exists from the booking on: nobody is met by being named for an exam to which the person did not come.
    const there = arrivedAt ? [...session.advisers, ...session.watchers] : [];
    meet(accountId, [
      ...there.map((staff) => staff.accountId),
      ...sitting.identityChecks.map(({ checkedById }) => checkedById),
      ...sitting.roomLooks.flatMap(({ startedById, lines }) => [startedById, ...lines.map(({ notedById }) => notedById)]),
      ...sitting.observations.map(({ authorId }) => authorId),
      ...sitting.rooms.map(({ openedById }) => openedById),
      ...sitting.helpCalls.map(({ answeredById }) => answeredById),
      ...sitting.chatMessages.map(({ authorId }) => authorId),
      ...sitting.markingTasks.map(({ raterId }) => raterId),
    ]);
  }
  for (const { callerId, answeredById } of calls) meet(callerId, [answeredById]);
  for (const { callerId, authorId } of letters) meet(callerId, [authorId]);
  return met;
}
