import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { PageKind } from "#shared/domain/integrity/observation-kinds.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const [mine, another] = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"];
const taken = (): Response => Response.json({});
const refused = (code: string): Response => Response.json({ error: { code } }, { status: 409 });
const cut = (): Response => {
  throw new TypeError("There is no network.");
};

interface Asked {
  readonly sittingId: string;
  readonly reportId: string;
  readonly kind: PageKind;
  readonly noticedAt?: string;
}

/** One browser with what it keeps, and a server that answers as a test says. */
function browser() {
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
  let answer = taken;
  const asked: Asked[] = [];
  vi.stubGlobal("fetch", async (address: string, { body }: { readonly body: string }) => {
    asked.push({ sittingId: address.split("/")[3] ?? "", ...(JSON.parse(body) as Omit<Asked, "sittingId">) });
    return answer();
  });
  return {
    kept,
    asked,
    kinds: () => asked.map(({ kind }) => kind),
    answerWith: (next: () => Response): void => {
      answer = next;
      asked.length = 0;
    },
    /** A page of this browser in the place of the one before: no time passes in which that one could try again. */
    load: async () => {
      vi.resetModules();
      const { reportFact, reportKept } = await import("./report-fact.ts");
      const { serverClock } = await import("./server-clock.ts");
      return {
        hear: (serverNow: string) => serverClock.observe(serverNow, performance.now(), performance.now()),
        tell: (kind: PageKind, sittingId = mine) => reportFact(sittingId, { kind, details: { activity: "WRITING" } }),
        open: (sittingId = mine) => reportKept(sittingId),
      };
    },
  };
}

test("[LOCK-12] what a page could not tell, the next page of that sitting tells, in its order, before anything of its own, and once", async () => {
  const one = browser();
  one.answerWith(cut);
  const first = await one.load();
  first.tell("PAGE_HIDDEN");
  first.tell("FULL_SCREEN_LEFT");
  await expect.poll(one.kinds).toEqual(["PAGE_HIDDEN"]);

  one.answerWith(taken);
  const second = await one.load();
  second.tell("PAGE_RELOADED");
  second.open();
  await expect.poll(one.kinds).toEqual(["PAGE_HIDDEN", "FULL_SCREEN_LEFT", "PAGE_RELOADED"]);
  await expect.poll(() => one.kept.size).toBe(0);

  const third = await one.load();
  third.open();
  third.tell("DROP");
  await expect.poll(one.kinds).toEqual(["PAGE_HIDDEN", "FULL_SCREEN_LEFT", "PAGE_RELOADED", "DROP"]);
});

test("[LOCK-12] what one page told without hearing the answer, the next one tells under the same name", async () => {
  const one = browser();
  one.answerWith(cut);
  (await one.load()).tell("PAGE_HIDDEN");
  await expect.poll(one.kinds).toEqual(["PAGE_HIDDEN"]);
  const [before] = one.asked;
  one.answerWith(taken);
  (await one.load()).open();
  await expect.poll(() => one.asked).toEqual([before]);
});

test("[LOCK-13] a fact says when it was by the server's clock, whenever and by whatever page it is told; a page that never heard the server says nothing", async () => {
  const one = browser();
  one.answerWith(cut);
  const first = await one.load();
  first.tell("DROP");
  first.hear("2026-11-22T14:00:00.000Z");
  first.tell("PAGE_HIDDEN");
  await expect.poll(one.kinds).toEqual(["DROP"]);
  one.answerWith(taken);
  const second = await one.load();
  second.hear("2026-11-22T17:00:00.000Z");
  second.open();
  await expect.poll(() => one.asked.map(({ kind, noticedAt }) => [kind, noticedAt?.slice(0, 14)])).toEqual([
    ["DROP", undefined],
    ["PAGE_HIDDEN", "2026-11-22T14:"],
  ]);
});

test("[LOCK-12] what is kept of one sitting is told by no page of another, and after a day by none", async () => {
  const one = browser();
  one.answerWith(cut);
  (await one.load()).tell("PAGE_HIDDEN");
  one.answerWith(taken);
  const other = await one.load();
  other.open(another);
  other.tell("DROP", another);
  await expect.poll(() => one.asked.map(({ sittingId, kind }) => [sittingId, kind])).toEqual([[another, "DROP"]]);
  await expect.poll(() => one.kept.get("epreuve.facts")).not.toContain("DROP");

  vi.setSystemTime(Date.now() + 25 * 60 * 60_000);
  const late = await one.load();
  late.open();
  late.tell("PRINT_ATTEMPT");
  await expect.poll(one.kinds).toEqual(["DROP", "PRINT_ATTEMPT"]);
});

test.each(["NOT_ALLOWED_NOW", "NOT_FOUND", "NOT_SIGNED_IN"])("[LOCK-12] what the server refuses with %s is gone", async (code) => {
  const one = browser();
  one.answerWith(() => refused(code));
  (await one.load()).tell("PAGE_HIDDEN");
  await expect.poll(one.kinds).toEqual(["PAGE_HIDDEN"]);
  await expect.poll(() => one.kept.size).toBe(0);
});

test.each(["SURPRISE", "TOO_MANY_REQUESTS", "EXAM_BROWSER_PROOF"])("[LOCK-12] what the server could not take, with %s, is told again", async (code) => {
  vi.stubGlobal("dispatchEvent", () => true);
  const one = browser();
  one.answerWith(() => refused(code));
  (await one.load()).tell("PAGE_HIDDEN");
  await expect.poll(one.kinds).toEqual(["PAGE_HIDDEN"]);
  await expect.poll(() => vi.getTimerCount()).toBe(1);
  one.answerWith(taken);
  await vi.advanceTimersByTimeAsync(5_000);
  await expect.poll(one.kinds).toEqual(["PAGE_HIDDEN"]);
  await expect.poll(() => one.kept.size).toBe(0);
});

test("[LOCK-12] a device that keeps nothing, or something else, tells all the same", async () => {
  const one = browser();
  one.kept.set("epreuve.facts", '[null, {"sittingId": 1}, "x"');
  (await one.load()).tell("PAGE_HIDDEN");
  await expect.poll(one.kinds).toEqual(["PAGE_HIDDEN"]);
  vi.stubGlobal("localStorage", undefined);
  (await one.load()).tell("DROP");
  await expect.poll(one.kinds).toEqual(["PAGE_HIDDEN", "DROP"]);
});
