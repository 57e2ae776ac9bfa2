import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { contentHash, operationHash } from "#shared/domain/answers/answer-value.ts";
import { replayText } from "#shared/domain/answers/replay.ts";
import { operationKind } from "#shared/domain/answers/text-patch.ts";
import type { RunView } from "#shared/protocol/sitting.ts";
import { Journal } from "./journal.ts";
import { openOutbox, type Outbox } from "./outbox.ts";
import type { Batch, OutboxEntry, OutboxStore, OutboxTransport, Timers } from "./outbox-types.ts";
import { nextBatch, recover } from "./recovery.ts";

const run: RunView = {
  runId: "run-1",
  activity: "WRITING",
  state: "OPEN",
  startedAt: null,
  endsAt: null,
  baseSeconds: 60,
  isSilent: false,
  stoppedAt: null,
  stopCause: null,
  ledger: [],
};
const serverNow = "2026-11-22T14:32:00.000Z";

class Refused extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

interface Disk {
  /** How many reads fail before one succeeds. */
  unreadable: number;
  isFull: boolean;
  /** What another page has written since. */
  later?: readonly OutboxEntry[];
}

/** One page, its device and a server that answers what the test says. */
async function page(
  answer: (batch: Batch) => Promise<number> | number,
  kept: readonly OutboxEntry[] = [],
  disk: Disk = { unreadable: 0, isFull: false },
  isWithoutKept = false,
  onTaken: (what: "claim" | "lease") => void = () => undefined,
) {
  const sent: Batch[] = [];
  const written: OutboxEntry[] = [];
  const due: { run: () => void; ms: number }[] = [];
  const nameOf = ({ clientId, seq }: OutboxEntry): string => `${clientId} ${seq}`;
  const device = new Map(kept.map((one) => [nameOf(one), one]));
  const store: OutboxStore = {
    read: async () => {
      disk.unreadable -= 1;
      if (disk.unreadable >= 0) throw new Error("unreadable");
      return [...device.values(), ...(disk.later ?? [])];
    },
    write: async (entries) => {
      if (disk.isFull) throw new Error("full");
      written.push(...entries);
      for (const one of entries) device.set(nameOf(one), one);
    },
    forget: async (_runId, clientId, upTo) => {
      for (const [name, one] of device) if (one.clientId === clientId && one.seq <= upTo) device.delete(name);
    },
  };
  const transport: OutboxTransport = {
    lease: async () => {
      onTaken("lease");
      return { leaseEpoch: 2, head: 0, heads: {}, answers: [], serverNow, run };
    },
    save: async (batch) => {
      sent.push(batch);
      return { head: await answer(batch), lane: "MAIN", serverNow, run };
    },
  };
  const timers: Timers = {
    now: () => 0,
    set: (callback, ms) => {
      due.length = 0;
      due.push({ run: callback, ms });
      return 0;
    },
    clear: () => void (due.length = 0),
  };
  const outbox: Outbox = await openOutbox({
    runId: "run-1",
    clientId: "page-new",
    store,
    transport,
    timers,
    claim: async () => onTaken("claim"),
    onChange: () => undefined,
    isWithoutKept,
  });
  return { outbox, sent, written, due, disk, device };
}

const lastOf = (batch: Batch): number => batch.from + batch.ops.length - 1;

describe("the page’s words about saving", () => {
  test("[SAV-15] saved, on its way, saved again", async () => {
    const { outbox } = await page(lastOf);
    expect(outbox.status()).toEqual({ kind: "saved", at: null });
    outbox.set("text", "Madame");
    expect(outbox.status().kind).toBe("saving");
    await outbox.flush();
    expect(outbox.status()).toEqual({ kind: "saved", at: Date.parse(serverNow) });
  });

  test("[SAV-15] on this device only once the server has failed and the device has written", async () => {
    const { outbox, written } = await page(() => Promise.reject(new Refused("OFFLINE")));
    outbox.set("text", "Madame");
    await outbox.flush();
    expect(outbox.status().kind).toBe("kept");
    expect(written.at(-1)?.value).toBe("Madame");
    outbox.set("text", "Madame, Monsieur");
    expect(outbox.status().kind).toBe("saving");
    await sleep(1);
    expect(outbox.status().kind).toBe("kept");
    expect(outbox.unsent()).toBe(2);
  });

  test("[SAV-15] not saved when neither has it", async () => {
    const { outbox, disk } = await page(() => Promise.reject(new Refused("OFFLINE")));
    disk.isFull = true;
    outbox.set("text", "Madame");
    await outbox.flush();
    expect(outbox.status()).toMatchObject({ kind: "failed", code: "DEVICE" });
    // All there is of it is in the page: that is what a rescue file is made of.
    expect(outbox.waiting().map(({ seq, content }) => [seq, content])).toEqual([[1, "Madame"]]);
  });

  test("[SAV-28] what is on its way as usual is not held up; what does not leave is, until it has left", async () => {
    let isAway = false;
    const { outbox } = await page((batch) => (isAway ? Promise.reject(new Refused("UNAVAILABLE")) : Promise.resolve(lastOf(batch))));
    outbox.set("text", "Madame");
    expect([outbox.unsent(), outbox.heldUp()]).toEqual([1, 0]);
    await outbox.flush();
    isAway = true;
    outbox.set("text", "Madame, Monsieur");
    await outbox.flush();
    outbox.set("text", "Madame, Monsieur,");
    expect([outbox.status().kind, outbox.heldUp()]).toEqual(["saving", 2]);
    isAway = false;
    await outbox.flush();
    expect([outbox.unsent(), outbox.heldUp()]).toEqual([0, 0]);
  });

  test("[SAV-15] a device that failed once is asked again, with the next letter or the next attempt to send", async () => {
    const { outbox, disk, device } = await page(() => Promise.reject(new Refused("OFFLINE")));
    disk.isFull = true;
    outbox.set("text", "Madame");
    outbox.set("notes", "n");
    await outbox.flush();
    expect(outbox.status()).toMatchObject({ kind: "failed", code: "DEVICE" });
    disk.isFull = false;
    await outbox.flush();
    expect(outbox.status().kind).toBe("kept");
    expect([...device.values()].map(({ seq, value }) => [seq, value])).toEqual([
      [1, "Madame"],
      [2, "n"],
    ]);
    disk.isFull = true;
    outbox.set("text", "Madame,");
    await sleep(1);
    expect(outbox.status()).toMatchObject({ kind: "failed", code: "DEVICE" });
    disk.isFull = false;
    outbox.set("text", "Madame, Monsieur");
    await sleep(1);
    expect(outbox.status().kind).toBe("kept");
    expect([...device.values()].at(-1)?.content).toBe("Madame, Monsieur");
  });

  test("[SAV-11] the device forgets what was acknowledged, and nothing else", async () => {
    let isUp = false;
    const { outbox, device } = await page((batch) => (isUp ? lastOf(batch) : Promise.reject(new Refused("OFFLINE"))));
    outbox.set("text", "Madame");
    await outbox.flush();
    expect([...device.keys()]).toEqual(["page-new 1"]);
    isUp = true;
    await outbox.flush();
    await sleep(1);
    expect([...device.keys()]).toEqual([]);
  });

  test.each([
    ["NOT_SIGNED_IN", "failed"],
    ["SEQUENCE_CONFLICT", "failed"],
    ["LEASE_LOST", "elsewhere"],
  ])("[SAV-6, SAV-15] after %s the page says %s", async (code, kind) => {
    const { outbox } = await page(() => Promise.reject(new Refused(code)));
    outbox.set("text", "Madame");
    await outbox.flush();
    expect(outbox.status().kind).toBe(kind);
  });
});

describe("sending", () => {
  test("[SAV-13] a second after the last key, five seconds at most, then with a growing delay up to five seconds", async () => {
    let isUp = false;
    const { outbox, due } = await page((batch) => (isUp ? lastOf(batch) : Promise.reject(new Refused("OFFLINE"))));
    outbox.set("text", "a");
    expect(due[0]?.ms).toBe(1_000);
    const delays = [];
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await outbox.flush();
      delays.push(due[0]?.ms);
    }
    expect(delays).toEqual([500, 1_000, 2_000, 4_000, 5_000, 5_000]);
    isUp = true;
    await outbox.flush();
    expect(outbox.status().kind).toBe("saved");
  });

  test("[SAV-13] one request at a time, and what was sent keeps its answer", async () => {
    let release: () => void = () => undefined;
    const { outbox, sent } = await page((batch) => new Promise((resolve) => (release = () => resolve(lastOf(batch)))));
    outbox.set("text", "a");
    outbox.set("text", "ab");
    const flushing = outbox.flush();
    await sleep(1);
    outbox.set("text", "abc");
    void outbox.flush();
    await sleep(1);
    expect(sent.map(({ from, ops }) => [from, ops.map(({ value }) => value)])).toEqual([[1, ["ab"]]]);
    release();
    await sleep(1);
    release();
    await flushing;
    expect(sent.map(({ from, ops }) => [from, ops.map(({ value }) => value)])).toEqual([
      [1, ["ab"]],
      [2, ["abc"]],
    ]);
  });

  test("[SAV-14] what handing in compares is everything that the page shows", async () => {
    const { outbox } = await page(lastOf);
    outbox.set("text", "Madame");
    outbox.set("notes", "n");
    expect(await outbox.settle()).toBe(true);
    const answers = [
      { key: "notes", value: "n" },
      { key: "text", value: "Madame" },
    ];
    expect(outbox.claim()).toEqual({ clientId: "page-new", lastSeq: 2, contentHash: contentHash(answers) });
  });

  test("[SAV-12] leftovers of a crashed page go first, under its own numbers, and count again through the new page", async () => {
    const left = entry("page-old", 1, 4, "text", "avant la panne");
    const { outbox, sent } = await page(
      (batch) => (batch.clientId === "page-old" ? Promise.reject(new Refused("LEASE_LOST")) : lastOf(batch)),
      [left],
    );
    expect(outbox.get("text")).toBe("avant la panne");
    await outbox.flush();
    expect(sent.map(({ clientId, leaseEpoch, from }) => ({ clientId, leaseEpoch, from }))).toEqual([
      { clientId: "page-old", leaseEpoch: 1, from: 4 },
      { clientId: "page-new", leaseEpoch: 2, from: 1 },
    ]);
    expect(outbox.status().kind).toBe("saved");
  });
});

describe("a device that cannot be read", () => {
  const left = (): OutboxEntry[] => [entry("page-old", 1, 4, "text", "avant la panne")];

  test("[SAV-12] for a moment costs nothing: it is asked again", async () => {
    const { outbox } = await page(lastOf, left(), { unreadable: 2, isFull: false });
    expect(outbox.get("text")).toBe("avant la panne");
  });

  test("[SAV-25] holds the page, which takes nothing over: nothing may be typed that would make what is kept there older", async () => {
    const opening = page(lastOf, left(), { unreadable: 1_000, isFull: false }, false, (what) => expect(what).toBe("nothing taken over"));
    await expect(opening).rejects.toMatchObject({ code: "DEVICE_UNREADABLE" });
  });

  test("[SAV-25, SAV-12] is read again once the page before has let go: what that one wrote down last is there", async () => {
    const disk: Disk = { unreadable: 0, isFull: false, later: [] };
    const asked: string[] = [];
    const { outbox } = await page(lastOf, [], disk, false, (what) => {
      asked.push(what);
      if (what === "claim") disk.later = left();
    });
    expect(asked).toEqual(["claim", "lease"]);
    expect(outbox.get("text")).toBe("avant la panne");
  });

  test("[SAV-25] is gone past only by somebody who says so, and keeps what is typed from then on", async () => {
    const disk = { unreadable: 1_000, isFull: false };
    const { outbox, written } = await page(() => Promise.reject(new Refused("OFFLINE")), left(), disk, true);
    expect(outbox.get("text")).toBeUndefined();
    outbox.set("text", "Madame");
    await outbox.flush();
    expect(written.map(({ clientId, value }) => [clientId, value])).toEqual([["page-new", "Madame"]]);
    expect(outbox.status().kind).toBe("kept");
  });
});

const entry = (clientId: string, leaseEpoch: number, seq: number, key: string, value: string): OutboxEntry => ({
  runId: "run-1",
  clientId,
  leaseEpoch,
  seq,
  key,
  value,
  content: value,
  tMono: 0,
  hash: operationHash({ key, value }),
});
const saved = (key: string, leaseEpoch: number, seq: number) => ({
  key,
  value: "serveur",
  leaseEpoch,
  seq,
  savedAt: serverNow,
});

describe("recovery", () => {
  test("[SAV-12] the newest value of a key counts again, unless the server holds a newer one", () => {
    const entries = [
      entry("a", 1, 3, "text", "vieux"),
      entry("b", 2, 1, "text", "neuf"),
      entry("a", 1, 4, "notes", "n"),
    ];
    expect(recover(entries, [saved("text", 1, 2), saved("notes", 3, 1)], { a: 2 })).toEqual({
      again: [{ key: "text", value: "neuf" }],
      leftovers: [entries[0], entries[2], entries[1]],
      done: [],
    });
  });

  test("[SAV-11] what the server holds already is only forgotten", () => {
    const entries = [entry("a", 1, 3, "text", "x"), entry("a", 1, 4, "text", "y")];
    expect(recover(entries, [saved("text", 1, 4)], { a: 4 })).toEqual({
      again: [],
      leftovers: [],
      done: [{ clientId: "a", upTo: 4 }],
    });
  });

  test("[SAV-2, SAV-8] a batch is dense, of one page, and small enough", () => {
    const long = "é".repeat(19_990);
    const entries = [entry("a", 1, 3, "text", "x"), entry("a", 1, 4, "text", long), entry("a", 1, 6, "text", "z")];
    expect(nextBatch(entries)?.ops.map(({ seq }) => seq)).toEqual([3]);
    expect(nextBatch(entries.slice(1))?.ops.map(({ seq }) => seq)).toEqual([4]);
    expect(nextBatch([])).toBeUndefined();
  });
});

test("[SAV-13] typing overwrites a number that was never sent, and takes the next one otherwise", () => {
  const journal = new Journal("run-1", "a", 1);
  journal.put("text", "a", 0);
  journal.put("notes", "n", 1);
  journal.put("text", "ab", 2);
  expect(journal.entries().map(({ seq, value }) => [seq, value])).toEqual([
    [1, "ab"],
    [2, "n"],
  ]);
  journal.markSent(2);
  journal.put("text", "abc", 3);
  expect(journal.entries().map(({ seq, value }) => [seq, value])).toEqual([
    [1, "ab"],
    [2, "n"],
    [3, "abc"],
  ]);
  journal.acknowledge(2);
  expect(journal.lastSeq).toBe(3);
  expect(journal.size).toBe(1);
});

describe("the typed history", () => {
  const opsOf = (journal: Journal) =>
    journal.entries().map(({ seq, key, value, tMono }) => ({ seq, key, value, tMono }));
  const long = "Madame, Monsieur, je vous recommande ce qui suit. ".repeat(20);

  test("[SAV-16, SAV-17] long typing makes an operation each three seconds or 200 characters, whose patches replay", () => {
    const journal = new Journal("run-1", "a", 1);
    const texts: string[] = [];
    for (let length = 1; length <= long.length; length += 5) {
      texts.push(long.slice(0, length));
      journal.put("text", long.slice(0, length), length * 100);
    }
    const replayed = replayText(opsOf(journal), "text");
    if (!replayed.ok) throw new Error(`The log breaks at ${replayed.error}.`);
    expect(replayed.value.at(-1)?.text).toBe(texts.at(-1));
    for (const { text } of replayed.value) expect(texts).toContain(text);
    expect(replayed.value.length).toBeGreaterThan(30);
    const kinds = opsOf(journal).map(({ value }) => operationKind(value));
    expect(kinds[0]).toBe("set");
    expect(kinds.slice(10)).toContain("delta");
    // Never more than twenty patches between two whole texts.
    expect(kinds.join(" ")).not.toContain(Array.from({ length: 21 }, () => "delta").join(" "));
    expect(kinds.filter((kind) => kind === "set").length).toBeGreaterThan(1);
  });

  test("[SAV-16] a paste of one’s own text is its own operation; what is short goes whole, and answers always do", () => {
    const journal = new Journal("run-1", "a", 1);
    journal.put("text", long, 0);
    journal.put("text", `${long}${long}`, 1);
    journal.put("item-1", "court", 2);
    journal.put("item-1", null, 9_000);
    journal.markSent(3);
    journal.put("item-1", `${long}.`, 9_001);
    expect(opsOf(journal).map(({ seq, key, value }) => [seq, key, operationKind(value)])).toEqual([
      [1, "text", "set"],
      [2, "text", "delta"],
      [3, "item-1", "clear"],
      [4, "item-1", "set"],
    ]);
  });
});

test("[SAV-22] a busy server is left alone as long as it asks, then asked less often, and the page says kept", async () => {
  let isBusy = true;
  const { outbox, due } = await page((batch) =>
    isBusy ? Promise.reject(Object.assign(new Refused("BUSY"), { retryAfterMs: 5_000 })) : lastOf(batch),
  );
  outbox.set("text", "Madame");
  await outbox.flush();
  expect(outbox.status()).toEqual({ kind: "kept", code: "BUSY", at: null });
  expect(due[0]?.ms).toBeGreaterThanOrEqual(5_000);
  expect(due[0]?.ms).toBeLessThan(10_000);
  await outbox.flush();
  isBusy = false;
  await outbox.flush();
  expect(outbox.status().kind).toBe("saved");
  outbox.set("text", "Madame, Monsieur");
  expect(due[0]?.ms).toBe(2_000);
  await outbox.flush();
  outbox.set("text", "Madame, Monsieur,");
  expect(due[0]?.ms).toBe(1_000);
});
