import { expect } from "vitest";
import type { Outbox } from "#client/net/outbox/outbox.ts";
import type { HistoryOp } from "#server/features/answers/queries.ts";
import type { AnswerValue } from "#shared/domain/answers/answer-value.ts";
import { foldOps } from "#shared/domain/answers/replay.ts";
import { textAfter, typedTimeline } from "#shared/domain/answers/typed-timeline.ts";
import type { Device } from "./saving-device.ts";

/** What of I1 to I12 is said of one log, or of one page and its device, as they stand. */

export interface Wire {
  /** The hash under each «page number» that was sent. */
  readonly sent: ReadonlyMap<string, string>;
  /** How far the server said that it has each page. */
  readonly acknowledged: ReadonlyMap<string, number>;
}

/** What was acknowledged is there (I1, I11), each page's log is a dense prefix of what it made, each number once (I2, I3). */
export function expectHeld(log: readonly HistoryOp[], { sent, acknowledged }: Wire, heads: Readonly<Record<string, number>>): void {
  const held = new Map(log.map(({ clientId, seq, hash }) => [`${clientId} ${seq}`, hash]));
  for (const [clientId, head] of acknowledged)
    for (let seq = 1; seq <= head; seq += 1) expect(held.get(`${clientId} ${seq}`)).toBe(sent.get(`${clientId} ${seq}`));
  for (const [name, hash] of held) expect(sent.get(name)).toBe(hash);
  for (const [clientId, head] of Object.entries(heads)) {
    const own = log.filter((op) => op.clientId === clientId);
    expect(own.map(({ seq }) => seq)).toEqual(Array.from({ length: head }, (_none, index) => index + 1));
  }
}

/** What a log makes count: the fold of its main lane, the newest lease first; an epoch has one page. */
export function countedIn(log: readonly HistoryOp[]): ReadonlyMap<string, AnswerValue> {
  const counted = new Map<string, { value: AnswerValue; leaseEpoch: number; seq: number }>();
  const holders = new Map<number, string>();
  for (const own of Map.groupBy(log, (op) => op.clientId).values()) {
    const folded = foldOps(new Map(), own);
    if (!folded.ok) throw new Error(`A log does not fold at ${folded.error}.`);
    for (const { lane, key, content, leaseEpoch, seq, clientId } of folded.value) {
      if (lane !== "MAIN") continue;
      expect(holders.get(leaseEpoch) ?? clientId).toBe(clientId);
      holders.set(leaseEpoch, clientId);
      const known = counted.get(key);
      if (!known || leaseEpoch > known.leaseEpoch || (leaseEpoch === known.leaseEpoch && seq > known.seq))
        counted.set(key, { value: content, leaseEpoch, seq });
    }
  }
  return new Map([...counted].map(([key, { value }]) => [key, value]));
}

/** Where nothing came late, the history that staff are shown ends with the text that counts. */
export function expectReplayed(log: readonly HistoryOp[], text: AnswerValue | undefined): void {
  if (log.some(({ lane }) => lane === "LATE")) return;
  const { steps } = typedTimeline(log);
  expect(textAfter(steps, steps.length)).toBe(text ?? "");
}

/** I10: what waits is still on the device; «on this device» means that all is there that the page shows. */
export function expectKept(outbox: Outbox, device: Device, head: number): void {
  const { clientId, lastSeq } = outbox.claim();
  const kept = [...device.entries.values()]
    .filter((entry) => entry.clientId === clientId)
    .toSorted((a, b) => a.seq - b.seq);
  // A device that could not write says so, and has everything again once it can.
  if (!device.behind.has(clientId)) for (let seq = head + 1; seq <= lastSeq; seq += 1) expect(kept.some((entry) => entry.seq === seq)).toBe(true);
  if (outbox.status().kind !== "kept") return;
  expect(device.behind).not.toContain(clientId);
  const newest = new Map(kept.map(({ key, content }) => [key, content]));
  for (const [key, content] of newest) expect(content).toEqual(outbox.get(key));
}

/** I10: no device forgets what the server does not hold, whichever page wrote it. */
export function expectNothingForgotten(log: readonly HistoryOp[], { forgotten }: Device): void {
  const held = new Set(log.map(({ clientId, seq }) => `${clientId} ${seq}`));
  expect([...forgotten].filter((name) => !held.has(name))).toEqual([]);
}
