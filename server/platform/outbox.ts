import type { Json } from "#shared/kernel/canonical-json.ts";
import type { Bus } from "./bus.ts";
import type { Clock } from "./clock.ts";
import type { Db } from "./db.ts";
import type { Log } from "./log.ts";
import { outboxTopic } from "./unit-of-work.ts";

/** Called at least once per event, so it must be idempotent. An exception means «again later». */
export type OutboxHandler = (payload: { readonly [key: string]: Json }, eventId: bigint) => Promise<void>;

interface ReaderDeps {
  readonly db: Db;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
}

interface ClaimedEvent {
  id: bigint;
  topic: string;
  payload: { readonly [key: string]: Json };
  attempts: number;
}

const pollMs = 1_000;
const leaseSeconds = 30;
const maxBackoffSeconds = 600;

/**
 * Hands outbox events to their handlers, in order of arrival, from any number of nodes: a claim pushes `availableAt`
 * forward, so that a reader that dies loses its claim and nothing else.
 */
export function startOutboxReader(deps: ReaderDeps, handlers: ReadonlyMap<string, OutboxHandler>): { stop(): Promise<void> } {
  let isStopping = false;
  let wake: () => void = () => undefined;
  const unsubscribe = deps.bus.subscribe((topic) => {
    if (topic === outboxTopic) wake();
  });

  const loop = (async () => {
    while (!isStopping) {
      const handled = await drainOnce(deps, handlers).catch((error: unknown) => {
        deps.log.error({ err: error }, "outbox: the reader could not read");
        return undefined;
      });
      if ((handled ?? 0) > 0 || isStopping) continue;
      // Listened to before it is known how long to wait: what comes meanwhile is not slept through.
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      // What is due and cannot be claimed, as on a full disk, is not asked for without a pause.
      const waitMs = handled === undefined ? pollMs : await idleMs(deps).catch(() => pollMs);
      const timer = setTimeout(wake, waitMs);
      await woken;
      clearTimeout(timer);
    }
  })();

  return {
    stop: async () => {
      isStopping = true;
      unsubscribe();
      wake();
      await loop;
    },
  };
}

/** Until the next event is due, at its very moment; another node may have written it, so no longer than a poll. */
async function idleMs({ db, clock }: Pick<ReaderDeps, "db" | "clock">): Promise<number> {
  const next = await db.outboxEvent.findFirst({
    where: { processedAt: null },
    orderBy: { availableAt: "asc" },
    select: { availableAt: true },
  });
  if (!next) return pollMs;
  return Math.min(pollMs, Math.max(1, next.availableAt.getTime() - clock.now().getTime()));
}

const leaseFrom = (now: Date): Date => new Date(now.getTime() + leaseSeconds * 1000);

/** Claims and handles what is due; returns how many events were claimed. Tests call it too. */
export async function drainOnce(deps: ReaderDeps, handlers: ReadonlyMap<string, OutboxHandler>): Promise<number> {
  const now = deps.clock.now();
  const leaseUntil = leaseFrom(now);
  const claimed = await deps.db.$queryRaw<ClaimedEvent[]>`
    UPDATE "OutboxEvent" SET "availableAt" = ${leaseUntil}, attempts = attempts + 1
    WHERE id IN (
      SELECT id FROM "OutboxEvent" WHERE "processedAt" IS NULL AND "availableAt" <= ${now}
      ORDER BY id LIMIT 20 FOR UPDATE SKIP LOCKED
    )
    RETURNING id, topic, payload, attempts`;
  claimed.sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const event of claimed) {
    // The events before it may have taken long: what another reader took over meanwhile is left to it.
    const { count } = await deps.db.outboxEvent.updateMany({
      where: { id: event.id, processedAt: null, availableAt: leaseUntil, attempts: event.attempts },
      data: { availableAt: leaseFrom(deps.clock.now()) },
    });
    if (count !== 1) continue;
    const handler = handlers.get(event.topic);
    try {
      if (!handler) throw new Error(`no handler for ${event.topic}`);
      await handler(event.payload, event.id);
      await deps.db.outboxEvent.update({ where: { id: event.id }, data: { processedAt: deps.clock.now(), lastError: null } });
    } catch (error) {
      const backoff = Math.min(2 ** event.attempts, maxBackoffSeconds);
      deps.log.error({ err: error, topic: event.topic, id: event.id.toString() }, "outbox: a handler failed");
      await deps.db.outboxEvent.update({
        where: { id: event.id },
        data: {
          lastError: error instanceof Error ? error.message : String(error),
          availableAt: new Date(deps.clock.now().getTime() + backoff * 1000),
        },
      });
    }
  }
  return claimed.length;
}
