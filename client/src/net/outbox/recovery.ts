import type { SavedAnswer } from "#shared/protocol/answers.ts";
import type { Batch, OutboxEntry, OutboxStore } from "./outbox-types.ts";

/** What the device keeps could not be read: whatever is typed now would make it older, and it would never count. */
export class DeviceUnreadable extends Error {
  readonly code = "DEVICE_UNREADABLE";
}

const readAttempts = 3;

/**
 * What the device keeps of a run. Asked again at once, since a store that the browser has closed opens anew.
 * @throws DeviceUnreadable
 */
export async function readKept(store: Pick<OutboxStore, "read">, runId: string): Promise<readonly OutboxEntry[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await store.read(runId);
    } catch (error) {
      if (attempt === readAttempts) throw new DeviceUnreadable("What this device keeps cannot be read.", { cause: error });
    }
  }
}

/**
 * What pages that crashed have left on the device [SAV-12]. Two things follow, and their order does not matter:
 * - what the server does not hold yet goes to it under its own page's numbers, so that no log has a hole;
 * - a value that is newer than what the server shows for its key is typed again by the new page, so that it counts.
 * Newer means a later lease, or a later number under the same lease: what the person wrote since then on another
 * machine, under a newer lease, stays.
 */
export interface Recovery {
  readonly again: readonly { readonly key: string; readonly value: OutboxEntry["content"] }[];
  readonly leftovers: readonly OutboxEntry[];
  /** Pages of which the server already has everything. */
  readonly done: readonly { readonly clientId: string; readonly upTo: number }[];
}

export function recover(
  entries: readonly OutboxEntry[],
  answers: readonly SavedAnswer[],
  heads: Readonly<Record<string, number>>,
): Recovery {
  const newest = new Map<string, OutboxEntry>();
  for (const entry of entries) {
    const known = newest.get(entry.key);
    if (!known || isNewer(entry, known)) newest.set(entry.key, entry);
  }
  const saved = new Map(answers.map((answer) => [answer.key, answer]));
  const again = [...newest.values()]
    .filter((entry) => {
      const held = saved.get(entry.key);
      return !held || isNewer(entry, held);
    })
    .map(({ key, content }) => ({ key, value: content }));

  const leftovers: OutboxEntry[] = [];
  const done: { clientId: string; upTo: number }[] = [];
  for (const [clientId, own] of Map.groupBy(entries, (entry) => entry.clientId)) {
    const head = heads[clientId] ?? 0;
    const missing = own.filter(({ seq }) => seq > head).toSorted((a, b) => a.seq - b.seq);
    leftovers.push(...missing);
    if (missing.length < own.length) done.push({ clientId, upTo: head });
  }
  return { again, leftovers, done };
}

const isNewer = (a: { leaseEpoch: number; seq: number }, b: { leaseEpoch: number; seq: number }): boolean =>
  a.leaseEpoch > b.leaseEpoch || (a.leaseEpoch === b.leaseEpoch && a.seq > b.seq);

// Under the contract's 64 KB, with room for what surrounds the operations.
const maxBytes = 60_000;
const maxOps = 50;

/** The longest dense run of one page's entries that fits into a request. */
export function nextBatch(entries: readonly OutboxEntry[]): Batch | undefined {
  const [first] = entries;
  if (!first) return undefined;
  const ops: OutboxEntry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    const isSameLog = entry.clientId === first.clientId && entry.leaseEpoch === first.leaseEpoch;
    // Three bytes a character is the most that a text takes; a longer one goes alone.
    bytes += 200 + JSON.stringify(entry.value).length * 3;
    const isFull = ops.length === maxOps || (ops.length > 0 && bytes > maxBytes);
    if (!isSameLog || entry.seq !== first.seq + ops.length || isFull) break;
    ops.push(entry);
  }
  const { leaseEpoch, clientId, seq } = first;
  return {
    leaseEpoch,
    clientId,
    from: seq,
    ops: ops.map((op) => ({ seq: op.seq, key: op.key, value: op.value, hash: op.hash, tMono: op.tMono })),
  };
}
