import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openOutbox, type Outbox } from "#client/net/outbox/outbox.ts";
import { answersOfRun } from "#server/features/answers/queries.ts";
import { moveRunStep } from "#server/features/sitting/steps.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { openRun } from "../support/exam-room.ts";
import { httpTransport, manualTimers, memoryStore } from "../support/saving-device.ts";
import { nth, sessionWorld } from "../support/session-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

type Weather = "up" | "requestLost" | "answerLost" | "twice";
type Act =
  | { readonly kind: "type"; readonly key: "text" | "notes"; readonly value: string }
  | { readonly kind: "flush"; readonly weather: Weather }
  | { readonly kind: "crash" }
  | { readonly kind: "otherTab" }
  | { readonly kind: "close" };

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("type"),
      key: fc.constantFrom("text", "notes"),
      value: fc.string({ maxLength: 12 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("flush"),
      weather: fc.constantFrom("up", "requestLost", "answerLost", "twice"),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: "crash" } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: "otherTab" } as const) },
);

/** The device, its pages and what the model knows must be true of the server. */
async function play(acts: readonly Act[], closesAt: number | undefined): Promise<void> {
  const world = await sessionWorld(app, { candidates: 1 });
  const { caller, sittingId } = nth(world.candidates, 0);
  const runId = await openRun(app, sittingId, "WRITING");
  const store = memoryStore();
  let weather: Weather = "up";
  let pages = 0;
  let isClosed = false;
  const typed = new Map<string, string>();
  /** What a page said to be saved, at the moment it said so. */
  let promised = new Map<string, string>();
  const heads = new Map<string, number>();

  const openPage = (): Promise<Outbox> => {
    pages += 1;
    weather = "up";
    const clientId = `page-${String(pages).padStart(8, "0")}`;
    const transport = httpTransport(caller, runId, () => weather);
    return openOutbox({ runId, clientId, store, transport, timers: manualTimers(), onChange: () => undefined });
  };
  const written = (): Promise<void> => sleep(1);
  const check = async (page: Outbox): Promise<void> => {
    const rows = await app.deps.db.answerHead.findMany({ where: { runId } });
    for (const { clientId, head } of rows) {
      expect(head).toBeGreaterThanOrEqual(heads.get(clientId) ?? 0);
      heads.set(clientId, head);
    }
    const log = await app.deps.db.answerOp.findMany({ where: { runId }, orderBy: { seq: "asc" } });
    for (const [clientId, own] of Map.groupBy(log, (row) => row.clientId)) {
      expect(own.map(({ seq }) => seq)).toEqual(own.map((_row, index) => index + 1));
      expect(own).toHaveLength(heads.get(clientId) ?? -1);
    }
    const newest = new Map<string, (typeof log)[number]>();
    for (const row of log.filter(({ lane }) => lane === "MAIN")) {
      const known = newest.get(row.key);
      const isNewer =
        !known || row.leaseEpoch > known.leaseEpoch || (row.leaseEpoch === known.leaseEpoch && row.seq > known.seq);
      if (isNewer) newest.set(row.key, row);
    }
    const projection = new Map((await answersOfRun(app.deps.db, runId)).map(({ key, value }) => [key, value]));
    expect(projection).toEqual(new Map([...newest].map(([key, { value }]) => [key, value])));
    if (page.status().kind === "saved" && !isClosed) promised = new Map(typed);
    for (const [key, value] of promised) if (typed.get(key) === value) expect(projection.get(key)).toBe(value);
  };

  let page = await openPage();
  for (const [index, next] of acts.entries()) {
    if (index === closesAt) {
      isClosed = true;
      await commit(app.deps, (uow) => moveRunStep(uow, sittingId, "WRITING", "timeUp", null));
    }
    switch (next.kind) {
      case "type":
        page.set(next.key, next.value);
        typed.set(next.key, next.value);
        await written();
        break;
      case "flush":
        weather = next.weather;
        await page.flush();
        await written();
        break;
      case "crash":
      case "otherTab": {
        if (isClosed) break;
        const old = page;
        page = await openPage();
        // The old page of another tab does not know yet: what it sends now must not count.
        if (next.kind === "otherTab") await old.flush();
        break;
      }
      case "close":
        break;
    }
    await check(page);
  }
  weather = "up";
  await page.flush();
  await written();
  await check(page);
  if (isClosed) return;
  expect(page.status().kind).toBe("saved");
  expect(new Map((await answersOfRun(app.deps.db, runId)).map(({ key, value }) => [key, value]))).toEqual(typed);
  expect(page.unsent()).toBe(0);
  expect(store.entries.size).toBe(0);
}

test("[SAV-1, SAV-2, SAV-3, SAV-5, SAV-6, SAV-11, SAV-12, SAV-15] whatever the network and the pages do, what was typed arrives once and counts", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 24 }), (acts) => play(acts, undefined)),
    { seed: 20261122, numRuns: 25, endOnFailure: true },
  );
}, 60_000);

test("[SAV-7] whatever arrives after the end is in the late lane, and what was saved before it counts", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 6, maxLength: 18 }), fc.integer({ min: 1, max: 5 }), (acts, closesAt) =>
      play(acts, closesAt),
    ),
    { seed: 20261123, numRuns: 12, endOnFailure: true },
  );
}, 60_000);
