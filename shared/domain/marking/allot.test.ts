import fc from "fast-check";
import { expect, test } from "vitest";
import { allot as allotAt, barOf, withRoomToSpare, type AllotmentConstraints, type RaterFact } from "./allot.ts";

const nobody: AllotmentConstraints = { language: "fr", hasMet: new Set(), hasTyped: new Set(), wasAsked: new Set() };
const times = { now: new Date("2026-03-05T16:00:00Z"), dueAt: new Date("2026-03-10T16:00:00Z") };
const limit = { openTasks: 40, weekTasks: 60 };
const rater = (raterId: string, openTasks = 0, other: Partial<RaterFact> = {}): RaterFact => ({
  raterId,
  openTasks,
  weekTasks: openTasks,
  limit,
  absences: [],
  languages: ["fr"],
  ...other,
});
const allot = (raters: readonly RaterFact[], constraints: AllotmentConstraints, random: () => number) =>
  allotAt(raters, constraints, times, random);

test("[MRK-2] a person who met the candidate, typed the text or was asked before is never chosen", () => {
  const raters = ["met", "typed", "asked", "free"].map((raterId) => rater(raterId));
  const constraints = { ...nobody, hasMet: new Set(["met"]), hasTyped: new Set(["typed"]), wasAsked: new Set(["asked"]) };
  for (const draw of [0, 0.3, 0.6, 0.999]) expect(allot(raters, constraints, () => draw)).toBe("free");
});

test("[MRK-38] whoever reads results is never chosen, and that is the first thing said of them", () => {
  const reader = rater("reader", 0, { readsResults: true });
  for (const draw of [0, 0.999]) expect(allot([reader, rater("blind", 9)], nobody, () => draw)).toBe("blind");
  expect(barOf(reader, { ...nobody, hasMet: new Set(["reader"]) }, times)).toBe("READS_RESULTS");
});

test("[MRK-2] the least loaded is chosen, whatever the draw", () => {
  for (const draw of [0, 0.5, 0.999])
    expect(allot([rater("a", 3), rater("b", 1), rater("c", 2)], nobody, () => draw)).toBe("b");
});

test("[MRK-2] equals are drawn by lot, whatever the order in which they are given", () => {
  const raters = [rater("c"), rater("a"), rater("b")];
  expect([0, 0.34, 0.99].map((draw) => allot(raters, nobody, () => draw))).toEqual(["a", "b", "c"]);
  expect([0, 0.34, 0.99].map((draw) => allot(raters.toReversed(), nobody, () => draw))).toEqual(["a", "b", "c"]);
});

test("[MRK-2] nobody is chosen when nobody is left", () => {
  expect(allot([rater("a")], { ...nobody, hasMet: new Set(["a"]) }, () => 0)).toBeUndefined();
  expect(allot([], nobody, () => 0.5)).toBeUndefined();
});

test("[MRK-22] a full desk, a full week and an absence bar a marker; the least loaded of the others is chosen", () => {
  const full = rater("full", 2, { limit: { openTasks: 2, weekTasks: 60 } });
  const fullWeek = rater("week", 0, { weekTasks: 5, limit: { openTasks: 40, weekTasks: 5 } });
  const away = rater("away", 0, { absences: [{ from: "2026-03-01", to: "2026-03-06" }] });
  const busy = rater("busy", 9);
  for (const draw of [0, 0.5, 0.999]) expect(allot([full, fullWeek, away, busy], nobody, () => draw)).toBe("busy");
  expect(allot([full, fullWeek, away], nobody, () => 0)).toBeUndefined();
  expect([full, fullWeek, away, busy].map((one) => barOf(one, nobody, times))).toEqual(["FULL", "FULL_WEEK", "AWAY", undefined]);
});

test("[MRK-2] whoever is chosen was free, and nobody free had fewer tasks", () => {
  const ids = fc.constantFrom<string>("a", "b", "c", "d", "e", "f");
  const raters = fc.uniqueArray(
    fc.tuple(ids, fc.nat(4)).map(([raterId, openTasks]) => rater(raterId, openTasks)),
    { selector: ({ raterId }) => raterId },
  );
  const some = fc.array(ids).map((values) => new Set(values));
  fc.assert(
    fc.property(
      raters,
      some,
      some,
      some,
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (given, hasMet, hasTyped, wasAsked, draw) => {
        const chosen = allot(given, { ...nobody, hasMet, hasTyped, wasAsked }, () => draw);
        const free = given.filter(({ raterId }) => ![hasMet, hasTyped, wasAsked].some((barred) => barred.has(raterId)));
        if (chosen === undefined) {
          expect(free).toEqual([]);
          return;
        }
        const load = free.find(({ raterId }) => raterId === chosen)?.openTasks;
        expect(load).toBe(Math.min(...free.map(({ openTasks }) => openTasks)));
      },
    ),
  );
});

test("[LANG-1] whoever is not habilitated in the language of the case is not chosen, however free; whoever is in several is", () => {
  const french = rater("french");
  const english = rater("english", 5, { languages: ["en"] });
  const both = rater("both", 9, { languages: ["fr", "en"] });
  const inEnglish: AllotmentConstraints = { ...nobody, language: "en" };
  expect(barOf(french, inEnglish, times)).toBe("LANGUAGE");
  expect(allot([french, english, both], inEnglish, () => 0)).toBe("english");
  expect(allot([english, both], nobody, () => 0)).toBe("both");
  expect(allot([french], inEnglish, () => 0)).toBeUndefined();
});

test("[MRK-50] who has half of what they may have, at a time or in a week, has no room to spare", () => {
  const bar = (limits: RaterFact["limit"], openTasks: number, weekTasks = openTasks) =>
    barOf(withRoomToSpare(rater("one", openTasks, { weekTasks, limit: limits })), nobody, times);
  expect([0, 1, 2].map((open) => bar({ openTasks: 3, weekTasks: 60 }, open))).toEqual([undefined, undefined, "FULL"]);
  expect([0, 1].map((open) => bar({ openTasks: 2, weekTasks: 60 }, open))).toEqual([undefined, "FULL"]);
  expect([29, 30].map((week) => bar(limit, 0, week))).toEqual([undefined, "FULL_WEEK"]);
  expect(bar({ openTasks: 0, weekTasks: 60 }, 0)).toBe("FULL");
});
