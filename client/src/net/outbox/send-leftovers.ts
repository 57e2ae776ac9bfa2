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
): Promise<readonly OutboxEntry[]> {
  const refused: OutboxEntry[] = [];
  let left = entries;
  for (let batch = nextBatch(left); batch; batch = nextBatch(left)) {
    const { clientId } = batch;
    const last = batch.from + batch.ops.length - 1;
    const runId = left[0]?.runId ?? "";
    const isDelivered = await deliver(batch, transport);
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

async function deliver(batch: Batch, transport: Sendable): Promise<boolean> {
  try {
    await transport.save(batch, { isLast: false });
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (isPassing(code)) throw error;
    return code === "LEASE_LOST";
  }
}
