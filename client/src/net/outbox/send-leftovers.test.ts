import { expect, test } from "vitest";
import { operationHash } from "#shared/domain/answers/answer-value.ts";
import type { RunView } from "#shared/protocol/sitting.ts";
import type { OutboxEntry } from "./outbox-types.ts";
import { settleEnded } from "./send-leftovers.ts";

const entry = (runId: string, seq: number): OutboxEntry => ({
  runId,
  clientId: "page-old",
  leaseEpoch: 1,
  seq,
  key: "text",
  value: `${seq}`,
  content: `${seq}`,
  tMono: 0,
  hash: operationHash({ key: "text", value: `${seq}` }),
});
const run: RunView = {
  runId: "run",
  activity: "WRITING",
  state: "COMPLETED",
  startedAt: null,
  endsAt: null,
  baseSeconds: 60,
  isSilent: false,
  stoppedAt: null,
  stopCause: null,
  ledger: [],
};

/** A device that keeps entries and rooms of some runs, and a server that refuses those of some with a code. */
function deviceOf(entries: readonly OutboxEntry[], refusals: Readonly<Record<string, string>>) {
  let kept = [...entries];
  const rooms = new Set(entries.map(({ runId }) => runId));
  const settle = (): Promise<boolean> =>
    settleEnded([...new Set(entries.map(({ runId }) => runId))], {
      store: {
        read: async (runId) => kept.filter((one) => one.runId === runId),
        forget: async (runId, _clientId, upTo) => void (kept = kept.filter((one) => one.runId !== runId || one.seq > upTo)),
      },
      transportFor: (runId) => ({
        save: async ({ from, ops }) => {
          const code = refusals[runId];
          if (code) throw Object.assign(new Error(code), { code });
          return { head: from + ops.length - 1, lane: "LATE", serverNow: "2026-11-22T14:32:00.000Z", run };
        },
      }),
      forgetRoom: async (runId) => void rooms.delete(runId),
    });
  return { settle, left: () => kept.map(({ runId, seq }) => `${runId} ${seq}`), rooms: () => [...rooms] };
}

test("[SAV-27] what is left of an ended activity reaches the server, and then nothing of it stays on the device", async () => {
  const device = deviceOf([entry("a", 1), entry("a", 2)], {});
  expect(await device.settle()).toBe(false);
  expect([device.left(), device.rooms()]).toEqual([[], []]);
});

test("[SAV-27] what is refused for good keeps its room, where a rescue file finds it, and holds up no other activity", async () => {
  const device = deviceOf([entry("a", 3), entry("b", 1)], { a: "SEQUENCE_GAP" });
  expect(await device.settle()).toBe(false);
  expect([device.left(), device.rooms()]).toEqual([["a 3"], ["a"]]);
});

test.each(["OFFLINE", "SEAT_ELSEWHERE", "STATION_NEEDED"])("[SAV-27] after %s it is tried again, and the others are not waited for", async (code) => {
  const refusals: Record<string, string> = { a: code };
  const device = deviceOf([entry("a", 1), entry("b", 1)], refusals);
  expect(await device.settle()).toBe(true);
  expect([device.left(), device.rooms()]).toEqual([["a 1"], ["a"]]);
  delete refusals["a"];
  expect(await device.settle()).toBe(false);
  expect([device.left(), device.rooms()]).toEqual([[], []]);
});
