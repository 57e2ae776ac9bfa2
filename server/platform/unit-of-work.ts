import { err, type Result } from "#shared/kernel/result.ts";
import { step, type Machine } from "#shared/kernel/machine.ts";
import type { Json } from "#shared/kernel/canonical-json.ts";
import { appendAudit, type AuditInput } from "./audit.ts";
import type { Bus } from "./bus.ts";
import type { Clock } from "./clock.ts";
import { isDeadlock, type Db, type Tx } from "./db.ts";

/** State, audit and outbox go into one transaction or not at all; hints leave after the commit. */
export interface UnitOfWork {
  readonly tx: Tx;
  /** Read once, for every row that this command writes. */
  readonly now: Date;
  audit(entry: AuditInput): void;
  outbox(topic: string, payload: { readonly [key: string]: Json }, availableAt?: Date): void;
  hint(topic: string): void;
}

interface CommitDeps {
  readonly db: Db;
  readonly bus: Bus;
  readonly clock: Clock;
}

/** Thrown inside the transaction to roll it back; never leaves this file. */
class Refused extends Error {}

/** Nobody waits in a circle three times over. */
const attempts = 3;

/**
 * Runs a command's writes in one transaction. A refusal (a value that is not ok) rolls everything back and is
 * returned as it is; an exception rolls back and goes on up. Of two commands that wait for each other the database
 * gives one up: that one is run again from the start, so `work` does nothing that cannot be done twice.
 */
export async function commit<T, E>(
  deps: CommitDeps,
  work: (uow: UnitOfWork) => Promise<Result<T, E>>,
): Promise<Result<T, E>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await commitOnce(deps, work);
    } catch (error) {
      if (attempt >= attempts || !isDeadlock(error)) throw error;
    }
  }
}

async function commitOnce<T, E>(
  deps: CommitDeps,
  work: (uow: UnitOfWork) => Promise<Result<T, E>>,
): Promise<Result<T, E>> {
  const now = deps.clock.now();
  const hints = new Set<string>();
  const audits: AuditInput[] = [];
  const events: { topic: string; payload: { readonly [key: string]: Json }; createdAt: Date; availableAt: Date }[] = [];
  let refusal: Result<T, E> | undefined;
  try {
    const result = await deps.db.$transaction(async (tx) => {
      const outcome = await work({
        tx,
        now,
        audit: (entry) => audits.push(entry),
        outbox: (topic, payload, availableAt = now) => events.push({ topic, payload, createdAt: now, availableAt }),
        hint: (topic) => hints.add(topic),
      });
      if (!outcome.ok) {
        refusal = outcome;
        throw new Refused();
      }
      if (events.length > 0)
        await tx.$executeRaw`
          INSERT INTO "OutboxEvent" (topic, payload, "createdAt", "availableAt")
          SELECT * FROM jsonb_to_recordset(${JSON.stringify(events)}::jsonb) AS row(
            topic text, payload jsonb, "createdAt" timestamp(3), "availableAt" timestamp(3)
          )`;
      await appendAudit(tx, now, audits);
      return outcome;
    });
    if (events.length > 0) hints.add(outboxTopic);
    for (const topic of hints) deps.bus.publish(topic);
    return result;
  } catch (error) {
    if (error instanceof Refused && refusal) return refusal;
    throw error;
  }
}

/** Wakes the outbox reader of every node. */
export const outboxTopic = "outbox";

/**
 * The one way to change a state column: checks the machine's table, writes only if the row is still in the state that
 * was read, and records the change. `update` must be an `updateMany` whose `where` holds `state: from`.
 */
export async function transition<S extends string, E extends string>(
  uow: UnitOfWork,
  change: {
    readonly machine: Machine<S, E>;
    readonly subjectType: string;
    readonly subjectId: string;
    readonly from: S;
    readonly event: E;
    readonly actorId: string | null;
    readonly data?: { readonly [key: string]: Json };
    readonly update: (from: S, to: S) => Promise<{ count: number }>;
  },
): Promise<Result<S, "NOT_ALLOWED_NOW" | "STATE_CHANGED">> {
  const to = step(change.machine, change.from, change.event);
  if (to === undefined) return err("NOT_ALLOWED_NOW");
  const { count } = await change.update(change.from, to);
  if (count !== 1) return err("STATE_CHANGED");
  uow.audit({
    actorId: change.actorId,
    type: `${change.subjectType}.${change.event}`,
    subjectType: change.subjectType,
    subjectId: change.subjectId,
    data: { ...change.data, from: change.from, to },
  });
  return { ok: true, value: to };
}

/**
 * The same for many rows of one machine, in as few statements as there are kinds of moves. `update` must write those of
 * `subjectIds` alone that are still in the state that was read, and say how many they were.
 */
export async function transitionAll<S extends string, E extends string>(
  uow: UnitOfWork,
  change: {
    readonly machine: Machine<S, E>;
    readonly subjectType: string;
    readonly actorId: string | null;
    readonly moves: readonly {
      readonly subjectId: string;
      readonly from: S;
      readonly event: E;
      readonly data?: { readonly [key: string]: Json };
    }[];
    readonly update: (from: S, to: S, subjectIds: readonly string[]) => Promise<{ count: number }>;
  },
): Promise<Result<null, "NOT_ALLOWED_NOW" | "STATE_CHANGED">> {
  const groups = new Map<string, { from: S; to: S; subjectIds: string[] }>();
  for (const { subjectId, from, event, data } of change.moves) {
    const to = step(change.machine, from, event);
    if (to === undefined) return err("NOT_ALLOWED_NOW");
    const group = groups.get(`${from} ${to}`) ?? { from, to, subjectIds: [] };
    groups.set(`${from} ${to}`, group);
    group.subjectIds.push(subjectId);
    uow.audit({
      actorId: change.actorId,
      type: `${change.subjectType}.${event}`,
      subjectType: change.subjectType,
      subjectId,
      data: { ...data, from, to },
    });
  }
  for (const { from, to, subjectIds } of groups.values())
    if ((await change.update(from, to, subjectIds)).count !== subjectIds.length) return err("STATE_CHANGED");
  return { ok: true, value: null };
}
