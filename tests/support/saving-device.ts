import { saveAnswers, takeLease } from "#shared/protocol/answers.ts";
import type { OutboxEntry, OutboxStore, OutboxTransport, Timers } from "#client/net/outbox/outbox-types.ts";
import type { Caller } from "./app.ts";
import type { Weather } from "./saving-acts.ts";

/** A device's storage that survives its pages; it can break and be mended, as disks are. */
export function memoryStore(): OutboxStore & {
  readonly entries: Map<string, OutboxEntry>;
  /** «page number» of every entry that was ever removed. */
  readonly forgotten: Set<string>;
  /** It refuses to write. */
  isFull: boolean;
  /** It refuses to read. */
  isUnreadable: boolean;
  /** Pages whose last write failed: what they hold is not all here. */
  readonly behind: Set<string>;
} {
  const entries = new Map<string, OutboxEntry>();
  const forgotten = new Set<string>();
  const keyOf = ({ runId, clientId, seq }: Pick<OutboxEntry, "runId" | "clientId" | "seq">): string =>
    `${runId} ${clientId} ${seq}`;
  const store = {
    entries,
    forgotten,
    isFull: false,
    isUnreadable: false,
    behind: new Set<string>(),
    read: async (runId: string) => {
      if (store.isUnreadable) throw new Error("The disk cannot be read.");
      return [...entries.values()].filter((entry) => entry.runId === runId);
    },
    write: async (written: readonly OutboxEntry[]) => {
      for (const { clientId } of written) store.behind[store.isFull ? "add" : "delete"](clientId);
      if (store.isFull) throw new Error("The disk is full.");
      for (const entry of written) entries.set(keyOf(entry), entry);
    },
    forget: async (runId: string, clientId: string, upTo: number) => {
      for (const [key, entry] of entries) {
        if (entry.runId !== runId || entry.clientId !== clientId || entry.seq > upTo) continue;
        entries.delete(key);
        forgotten.add(`${clientId} ${entry.seq}`);
      }
    },
  };
  return store;
}

export type Device = ReturnType<typeof memoryStore>;

/** Timers that only run when the test says so. */
export function manualTimers(): Timers & { advance(ms: number): void } {
  let now = 0;
  let nextId = 0;
  const due = new Map<number, { at: number; run: () => void }>();
  return {
    now: () => now,
    set: (run, ms) => {
      nextId += 1;
      due.set(nextId, { at: now + ms, run });
      return nextId;
    },
    clear: (timer) => void due.delete(Number(timer)),
    advance: (ms) => {
      now += ms;
      for (const [id, { at, run }] of [...due].toSorted((a, b) => a[1].at - b[1].at)) {
        if (at > now) continue;
        due.delete(id);
        run();
      }
    },
  };
}

export class Refused extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/**
 * The real server, through a network that the test cuts: before the request arrives, or before its answer does. A save
 * that the page gives up may still be under way: `delayed` holds it until the test lets it arrive.
 */
export function httpTransport(
  caller: Caller,
  runId: string,
  network: () => Weather,
  delayed: (() => Promise<unknown>)[],
): OutboxTransport {
  const through = async <T>(
    request: () => Promise<{ ok: true; value: T } | { ok: false; code: string }>,
    isSave = false,
  ): Promise<T> => {
    const weather = network();
    if (weather === "requestLate" && isSave) delayed.push(request);
    if (weather === "requestLost" || weather === "requestLate") throw new Refused("OFFLINE");
    if (weather === "twice") await request();
    const result = await request();
    if (weather === "answerLost") throw new Refused("OFFLINE");
    if (!result.ok) throw new Refused(result.code);
    return result.value;
  };
  return {
    lease: (clientId) => through(() => caller.call(takeLease, { params: { runId }, body: { clientId } })),
    save: (batch) =>
      through(
        () => caller.call(saveAnswers, { params: { runId }, body: { ...batch, ops: batch.ops.map((op) => ({ ...op })) } }),
        true,
      ),
  };
}
