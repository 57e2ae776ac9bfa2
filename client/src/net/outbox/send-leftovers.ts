import type { Batch, OutboxEntry, OutboxStore, OutboxTransport } from "./outbox-types.ts";
import { nextBatch } from "./recovery.ts";

/** Codes that a later attempt may overcome. Anything else needs a person. */
const passing = new Set([
  "OFFLINE",
  "UNAVAILABLE",
  "BUSY",
  "SURPRISE",
  "TOO_MANY_REQUESTS",
  "NOT_SIGNED_IN",
  "STATE_CHANGED",
  // A page whose exam browser is to be proven again is loaded anew, and sends what was kept then.
  "EXAM_BROWSER_PROOF",
]);
export const isPassing = (code: string): boolean => passing.has(code);

export const codeOf = (error: unknown): string =>
  typeof error === "object" && error !== null && "code" in error && typeof error.code === "string"
    ? error.code
    : "SURPRISE";

/** How long the server asked to be left alone; 0 when it did not. */
export const retryAfterMsOf = (error: unknown): number =>
  typeof error === "object" && error !== null && "retryAfterMs" in error && typeof error.retryAfterMs === "number"
    ? error.retryAfterMs
    : 0;

type Sendable = Pick<OutboxTransport, "save">;
type Forgetting = Pick<OutboxStore, "forget">;

/**
 * Sends what earlier pages have left, under their own numbers, and answers what could not be delivered for good: those
 * entries stay on the device. `LEASE_LOST` is a delivery: the server has kept them aside, as it should.
 * @throws when the server cannot be reached: what is left then is still on the device.
 */
export async function sendLeftovers(
  entries: readonly OutboxEntry[],
  transport: Sendable,
  store: Forgetting,
  passes = isPassing,
): Promise<readonly OutboxEntry[]> {
  const refused: OutboxEntry[] = [];
  let left = entries;
  for (let batch = nextBatch(left); batch; batch = nextBatch(left)) {
    const { clientId } = batch;
    const last = batch.from + batch.ops.length - 1;
    const runId = left[0]?.runId ?? "";
    const isDelivered = await deliver(batch, transport, passes);
    if (isDelivered) {
      await store.forget(runId, clientId, last).catch(() => undefined);
      left = left.filter((entry) => entry.clientId !== clientId || entry.seq > last);
    } else {
      // Its log cannot go on without these: the rest of that page waits with them.
      refused.push(...left.filter((entry) => entry.clientId === clientId));
      left = left.filter((entry) => entry.clientId !== clientId);
    }
  }
  return refused;
}

async function deliver(batch: Batch, transport: Sendable, passes: (code: string) => boolean): Promise<boolean> {
  try {
    await transport.save(batch, { isLast: false });
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (passes(code)) throw error;
    return code === "LEASE_LOST";
  }
}

/** Nobody writes here any more: a seat that is elsewhere may come back, and a station may be given. */
const isPassingAfterEnd = (code: string): boolean =>
  isPassing(code) || code === "SEAT_ELSEWHERE" || code === "STATION_NEEDED";

/**
 * Sends what pages have left of activities that have ended, each by itself: it reaches the late lane, for a person to
 * decide. What the device keeps of a room goes once nothing of it waits: what was refused for good stays for a rescue
 * file, which the room is needed for. Answers whether something is to be tried again.
 */
export async function settleEnded(
  runIds: readonly string[],
  {
    store,
    transportFor,
    forgetRoom,
  }: {
    readonly store: Pick<OutboxStore, "read" | "forget">;
    readonly transportFor: (runId: string) => Sendable;
    readonly forgetRoom: (runId: string) => Promise<void>;
  },
): Promise<boolean> {
  let isToBeTriedAgain = false;
  for (const runId of runIds) {
    try {
      const refused = await sendLeftovers(await store.read(runId), transportFor(runId), store, isPassingAfterEnd);
      if (refused.length === 0) await forgetRoom(runId);
    } catch {
      // Out of reach: what is left is still on the device.
      isToBeTriedAgain = true;
    }
  }
  return isToBeTriedAgain;
}
