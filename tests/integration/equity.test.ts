import { afterAll, beforeAll, expect, test } from "vitest";
import { Client } from "pg";
import { unitIds } from "#shared/domain/marking/units.ts";
import * as contract from "#shared/protocol/equity.ts";
import { fisherExact } from "#shared/equity/distributions.ts";
import { welchEquivalence } from "#shared/equity/equivalence.ts";
import { mantelHaenszel, type Stratum } from "#shared/equity/mantel-haenszel.ts";
import { reliabilityOf } from "#shared/equity/reliability.ts";
import { annulByTwo } from "#tests/support/annulled.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { addRules, ensurePolicy } from "#tests/support/exam-fixture.ts";
import { sendSeason, type SeasonSitting } from "#tests/support/mode-season.ts";

/** Both modes side by side, over a season that stands in the database; every figure is worked out again from its rows. */

let app: TestApp;
let director: Caller;
let committee: Caller;
let season: SeasonSitting[];
beforeAll(async () => {
  app = await startTestApp();
  await ensurePolicy(app);
  director = await app.as(await app.account({ roles: ["DIRECTOR"], givenName: "Ève", familyName: "Direction" }));
  committee = await app.as(await app.account({ roles: ["COMMITTEE"], givenName: "Rose", familyName: "Comité" }));
});
afterAll(() => app.stop());

const read = (query: { from?: string; to?: string; version?: number } = {}, caller = director) =>
  caller.must(contract.equityReport, { query });

test("[EQ-10, EQ-11] before anybody sat there is nothing, and it is said", async () => {
  const report = await read();
  expect(report.period).toEqual({ from: "2025-11-23", to: "2026-11-22", version: null });
  expect(report.results).toEqual({ online: 0, inPerson: 0 });
  const { comparisons, items, forms, agreement, thirdMarks, reviews, completion } = report;
  expect([items, forms]).toEqual([[], []]);
  const all = [...comparisons, ...comparisons.map(({ passes }) => passes), ...agreement, ...thirdMarks, reviews, completion];
  expect(new Set(all.map(({ standing }) => standing))).toEqual(new Set(["INSUFFICIENT"]));
  expect(comparisons[0]).toMatchObject({ first: { n: 0, mean: null, sd: null }, effect: null, equivalence: null, needed: null });
  season = await sendSeason(app.deps.db, app.deps.config.databaseUrl ?? "", {
    online: 120,
    inPerson: 240,
    seed: 7,
    lastStart: app.clock.now(),
    writingGap: 0.6,
    hardOnline: 4,
  });
});

const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;
const variance = (values: readonly number[]): number =>
  values.reduce((sum, one) => sum + (one - mean(values)) ** 2, 0) / (values.length - 1);
const inMode = (mode: SeasonSitting["mode"]) => season.filter((one) => one.mode === mode);
type Subject = "CE" | "CO" | "EE" | "EO";
const scores = (rows: readonly SeasonSitting[], one: Subject) => rows.map(({ report }) => report.competencies[one] ?? NaN);

test("[EQ-1, EQ-2, EQ-3, EQ-10, EQ-11] means, their difference, g and passes are those of the rows", async () => {
  const { results, comparisons } = await read();
  expect(results).toEqual({ online: 120, inPerson: 240 });
  for (const subject of ["CE", "CO", "EE", "EO"] as const) {
    const found = comparisons.find((one) => one.subject === subject);
    const [a, b] = [scores(inMode("ONLINE"), subject), scores(inMode("IN_PERSON"), subject)];
    expect(found?.first).toEqual({ n: 120, mean: expect.closeTo(mean(a), 9), sd: expect.closeTo(Math.sqrt(variance(a)), 9) });
    expect(found?.second).toMatchObject({ n: 240, mean: expect.closeTo(mean(b), 9) });
    const se = Math.sqrt(variance(a) / 120 + variance(b) / 240);
    const difference = mean(a) - mean(b);
    expect(found?.equivalence?.difference).toBeCloseTo(difference, 9);
    // With so many people a t is nearly a normal.
    expect(found?.equivalence?.interval90.high).toBeCloseTo(difference + 1.65 * se, 1);
    const shared = Math.sqrt((119 * variance(a) + 239 * variance(b)) / 358);
    expect(found?.effect?.g).toBeCloseTo(((1 - 3 / (4 * 358 - 1)) * difference) / shared, 9);
    expect(found?.passes).toMatchObject({
      first: { n: 120, passed: a.filter((one) => one >= 60).length },
      second: { n: 240, passed: b.filter((one) => one >= 60).length },
    });
  }
  const whole = comparisons.find(({ subject }) => subject === "ALL");
  const passed = (rows: SeasonSitting[]) => rows.filter(({ report }) => report.outcome === "PASS").length;
  expect(whole?.passes.first).toEqual({ n: 120, passed: passed(inMode("ONLINE")) });
  expect(whole?.passes.second).toEqual({ n: 240, passed: passed(inMode("IN_PERSON")) });
  const tool = comparisons.find(({ subject }) => subject === "EE_TOOL");
  const typed = scores(season.filter((one) => one.tool === "KEYBOARD"), "EE");
  expect(tool).toMatchObject({ first: { n: 240, mean: expect.closeTo(mean(typed), 9) }, second: { n: 120 } });
});

test("[EQ-11] what was made to differ is found, and what was not is never called different", async () => {
  const { comparisons, items } = await read();
  const standings = Object.fromEntries(comparisons.map(({ subject, standing }) => [subject, standing]));
  expect(standings["EE"]).toBe("EXAMINE");
  expect([standings["CO"], standings["EO"]]).not.toContain("EXAMINE");
  // 120 people online are fewer than a conclusion asks for: exploratory at most.
  expect(new Set(items.map(({ standing }) => standing))).toEqual(new Set(["EXPLORATORY", "INSUFFICIENT"]));
  const hindered = season[0]?.input.reading.items[4]?.id;
  const hardest = items.toSorted((a, b) => (a.functioning?.delta ?? 0) - (b.functioning?.delta ?? 0))[0];
  expect(hardest?.itemId).toBe(hindered);
  expect(hardest?.functioning?.etsClass).not.toBe("A");
});

test("[EQ-11] of fewer than ten people neither the passes nor a ratio that would give them leaves the server", async () => {
  const all = await read();
  expect(all.comparisons.filter(({ passes }) => passes.first.passed === null || passes.second.passed === null)).toEqual([]);
  // The sessions of one day have few people.
  const { comparisons } = await read({ from: all.period.to, to: all.period.to });
  const sides = comparisons.flatMap(({ passes }) => [passes.first, passes.second]);
  expect(sides.some(({ n }) => n > 0 && n < 10)).toBe(true);
  for (const { n, passed } of sides) if (n < 10) expect(passed).toBeNull();
  for (const { passes } of comparisons) if (Math.min(passes.first.n, passes.second.n) < 10) expect(passes.ratio).toBeNull();
  const { path } = contract.equityNumbers;
  const file = JSON.parse(await (await director.raw("GET", `${path}?from=${all.period.to}&to=${all.period.to}`)).text()) as {
    comparisons: { first: object; second: object; passes: { first: object; second: object } }[];
  };
  const figures = ({ first, second, passes }: (typeof file)["comparisons"][number]) => [first, second, passes.first, passes.second];
  expect(file.comparisons.map(figures)).toEqual(comparisons.map(figures));
});

test("[EQ-5, EQ-6] a question is compared among people with the same score of the reading", async () => {
  const { items } = await read();
  const itemId = season[0]?.input.reading.items[2]?.id ?? "";
  const strata = new Map<number, { a: number; b: number; c: number; d: number }>();
  for (const { mode, input } of season) {
    const total = input.reading.items.reduce((sum, { points }) => sum + points, 0);
    const item = input.reading.items.find(({ id }) => id === itemId);
    if (!item) continue;
    const cell = strata.get(total) ?? { a: 0, b: 0, c: 0, d: 0 };
    const isRight = item.points >= item.max;
    cell[mode === "IN_PERSON" ? (isRight ? "a" : "b") : isRight ? "c" : "d"] += 1;
    strata.set(total, cell);
  }
  let [ad, bc] = [0, 0];
  for (const { a, b, c, d } of strata.values()) {
    ad += (a * d) / (a + b + c + d);
    bc += (b * c) / (a + b + c + d);
  }
  const found = items.find((one) => one.itemId === itemId);
  expect(found).toMatchObject({ online: 120, inPerson: 240, functioning: { alpha: expect.closeTo(ad / bc, 9) } });
  expect(found?.functioning?.delta).toBeCloseTo(-2.35 * Math.log(ad / bc), 9);
});

test("[EQ-4, EQ-8, EQ-12] marks: agreement, third marks, and what being there adds", async () => {
  const { agreement, thirdMarks, liveAudio } = await read();
  for (const unit of unitIds) {
    const marks = season.map(({ input }) => input.marks[unit] ?? []);
    const pairs = marks.flatMap(([one, two]) => (one?.bands ?? []).map((band, place) => [band, two?.bands[place] ?? 0] as const));
    let [observed, expected] = [0, 0];
    for (const [a, b] of pairs) {
      observed += (a - b) ** 2;
      for (const [, other] of pairs) expected += (a - other) ** 2 / pairs.length;
    }
    const found = agreement.find((one) => one.unit === unit);
    expect(found).toMatchObject({ texts: 360, kappa: expect.closeTo(1 - observed / expected, 9) });
    expect(found?.standing).toBe(1 - observed / expected < 0.7 ? "EXAMINE" : "FINE");
    const thirds = marks.filter(({ length }) => length > 2).length;
    const counted = thirdMarks.find(({ id }) => id === `third.${unit}`);
    expect((counted?.online.count ?? 0) + (counted?.inPerson.count ?? 0)).toBe(thirds);
    expect(counted?.standing).toBe(thirds / 360 >= 0.05 && thirds / 360 <= 0.15 ? "FINE" : "EXAMINE");
  }
  const scoreOf = (bands: readonly number[] = []) => 10 * bands.reduce((sum, one) => sum + one, 0);
  const gaps = (mode: SeasonSitting["mode"]) =>
    inMode(mode).map(({ input }) => {
      const [live, audio] = input.marks["interview.CO"] ?? [];
      return scoreOf(live?.bands) - scoreOf(audio?.bands);
    });
  expect(liveAudio.map(({ unit }) => unit)).toEqual(["discussion.CO", "discussion.EO", "interview.CO", "interview.EO"]);
  // No discussion of the season was heard again: two live marks say nothing of being there.
  expect(liveAudio.slice(0, 2)).toMatchObject([0, 0].map((n) => ({ online: { n }, gap: null, standing: "INSUFFICIENT" })));
  expect(liveAudio[2]?.gap?.gap).toBeCloseTo(mean(gaps("ONLINE")) - mean(gaps("IN_PERSON")), 9);
});

test("[EQ-7, EQ-12] forms have their reliability, and exams that were begun their end", async () => {
  const { forms, completion, reviews } = await read();
  const totals = season.map(({ input }) => input.reading.items.reduce((sum, { points }) => sum + points, 0));
  const ofAll = (variance(totals) * (totals.length - 1)) / totals.length;
  const places = season[0]?.input.reading.items.length ?? 0;
  let rest = 0;
  for (let place = 0; place < places; place += 1) {
    const points = season.map(({ input }) => input.reading.items[place]?.points ?? 0);
    rest += (variance(points) * (points.length - 1)) / points.length;
  }
  const kr20 = (places / (places - 1)) * (1 - rest / ofAll);
  expect(forms).toMatchObject([{ people: 360, reliability: { kr20: expect.closeTo(kr20, 9), sem: expect.closeTo(Math.sqrt(ofAll * (1 - kr20)), 9) } }]);
  expect(completion).toMatchObject({ online: { of: 120, count: 120 }, inPerson: { of: 240, count: 240 }, standing: "FINE" });
  expect(reviews).toMatchObject({ online: { of: 0, count: 0 }, standing: "INSUFFICIENT" });
});

test("[EQ-10] a period is days or a version; what was not sent, or annulled, counts for nothing", async () => {
  const only = await read({ from: "2026-11-21", to: "2026-11-22" });
  expect(only.results.online + only.results.inPerson).toBeLessThan(40);
  expect(await read({ to: "2020-01-01" })).toMatchObject({ period: { from: "2019-01-02", to: "2020-01-01" }, results: { online: 0 } });
  const version = await read({ version: 1 });
  expect(version.period).toEqual({ from: "2026-01-05", to: "2026-11-22", version: 1 });
  expect(version.versions).toEqual([{ version: 1, from: "2026-01-05", to: "2026-11-22" }]);
  expect(version.results).toEqual({ online: 120, inPerson: 240 });
  expect(await director.call(contract.equityReport, { query: { version: 9 } })).toMatchObject({ code: "NOT_FOUND" });
  expect(await director.call(contract.equityReport, { query: { from: "2026-02-01", to: "2026-01-01" } })).toMatchObject({ code: "BAD_INPUT" });
  const [first, second, third] = inMode("ONLINE");
  await annulByTwo(app, first?.sittingId ?? "");
  await app.deps.db.result.update({ where: { sittingId: second?.sittingId ?? "" }, data: { state: "PENDING_APPROVAL", sentAt: null, sentReportId: null } });
  await app.deps.db.result.update({ where: { sittingId: third?.sittingId ?? "" }, data: { state: "UNDER_REVIEW" } });
  expect((await read()).results).toEqual({ online: 118, inPerson: 240 });
});

test("[EQ-13] the directorate and the committee read and record; nobody else", async () => {
  expect((await read({}, committee)).results.online).toBe(118);
  for (const role of ["CANDIDATE", "CLERK", "ADVISER", "RATER", "SUPPORT"] as const) {
    const caller = await app.as(await app.account({ roles: [role] }));
    for (const route of [contract.equityReport, contract.publishedEquity, contract.equityNumbers])
      expect(await caller.call(route, { query: {} })).toMatchObject({ code: "FORBIDDEN" });
    expect(await answer({}, caller)).toMatchObject({ code: "FORBIDDEN" });
  }
  expect(await app.visitor().call(contract.equityReport, { query: {} })).toMatchObject({ code: "NOT_SIGNED_IN" });
});

const days = { from: "2025-11-23", to: "2026-11-22" };
const answer = (
  given: Partial<{ statisticId: string; remedy: "RETRAINING" | "NEW_VERSION"; words: string; from: string; to: string }>,
  caller = director,
) =>
  caller.call(contract.answerFinding, {
    body: { ...days, statisticId: "score.EE", remedy: "RETRAINING", words: "Une journée de formation sur les textes typés.", ...given },
  });

test("[EQ-14] what was decided about a finding stays beside it, with who decided and what they saw", async () => {
  expect(await answer({ words: "  " })).toMatchObject({ code: "REASON_REQUIRED" });
  expect(await answer({ statisticId: "score.XX" })).toMatchObject({ code: "NOT_FOUND" });
  expect(await answer({ statisticId: "completion" })).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  expect(await answer({ from: "2026-12-31" })).toMatchObject({ code: "BAD_INPUT" });
  const made = await answer({});
  const again = await answer({ remedy: "NEW_VERSION", words: "La grille est précisée." }, committee);
  expect([made.ok, again.ok]).toEqual([true, true]);
  const { answers } = await read();
  expect(answers).toMatchObject([
    { statisticId: "score.EE", ...days, remedy: "NEW_VERSION", words: "La grille est précisée.", by: "Rose Comité" },
    { statisticId: "score.EE", ...days, remedy: "RETRAINING", by: "Ève Direction" },
  ]);
  expect((await read({ to: "2025-06-01" })).answers).toEqual([]);
  const stored = await app.deps.db.equityAnswer.findFirstOrThrow({ orderBy: { answeredAt: "asc" } });
  expect(stored.seen).toMatchObject({ id: "score.EE", standing: "EXAMINE", second: { n: 240 } });
  const audited = await app.deps.db.auditEvent.findFirstOrThrow({ where: { subjectId: stored.id } });
  expect(audited).toMatchObject({ type: "equityFinding.answered", data: { statisticId: "score.EE", remedy: "RETRAINING" } });
});

test("[EQ-14] the database changes no answer, and takes none from somebody else", async () => {
  const client = new Client({ connectionString: app.deps.config.databaseUrl });
  await client.connect();
  const rater = await app.account({ roles: ["RATER"] });
  const refused = (sql: string, values: unknown[] = []) => expect(client.query(sql, values)).rejects.toThrow();
  await refused(`UPDATE "EquityAnswer" SET words = 'autre'`);
  await refused(`DELETE FROM "EquityAnswer"`);
  await refused(
    `INSERT INTO "EquityAnswer" SELECT gen_random_uuid(), "statisticId", "periodFrom", "periodTo", remedy, words, seen, $1, "answeredAt" FROM "EquityAnswer" LIMIT 1`,
    [rater],
  );
  await client.end();
});

const textOf = async (route: typeof contract.publishedEquity | typeof contract.equityNumbers): Promise<string> =>
  (await director.raw("GET", route.path)).text();

test("[EQ-15] what may be published holds no small count, and is one value a row", async () => {
  const lines = (await textOf(contract.publishedEquity)).replace("\uFEFF", "").trimEnd().split("\r\n");
  expect(lines[0]).toBe("debut,fin,indicateur,sujet,groupe,valeur");
  const rows = lines.slice(1).map((line) => line.split(","));
  expect(new Set(rows.map(({ length }) => length))).toEqual(new Set([6]));
  const valueOf = (indicator: string, subject: string, group: string) =>
    rows.find((row) => row[2] === indicator && row[3] === subject && row[4] === group)?.[5];
  expect([valueOf("effectif", "EE", "en_ligne"), valueOf("effectif", "EE", "en_presence")]).toEqual(["120", "240"]);
  expect(valueOf("statut", "EE", "ensemble")).toBe("écart à examiner");
  // Everybody came to the end: a share of everybody is everybody’s.
  expect(valueOf("examens_menes_a_terme_pourcent", "ensemble", "en_ligne")).toBe("—");
  const counts = rows.filter((row) => row[2] === "effectif").map((row) => Number(row[5]));
  expect(counts.every((count) => count >= 10 && count % 5 === 0)).toBe(true);
});

test("[EQ-15] of a few days with few people nothing but «—» and words is left", async () => {
  const [nearest] = await app.deps.db.session.findMany({ orderBy: { startsAt: "desc" }, take: 1, select: { startsAt: true } });
  const day = nearest?.startsAt.toISOString().slice(0, 10) ?? "";
  const response = await director.raw("GET", `${contract.publishedEquity.path}?from=${day}&to=${day}`);
  const rows = (await response.text()).trimEnd().split("\r\n").slice(1).map((line) => line.split(","));
  const numbers = rows.filter((row) => row[2] !== "questions").filter((row) => /\d/.test(row[5] ?? ""));
  expect(numbers).toEqual([]);
});

test("[EQ-16] from the numbers that are handed out every statistic is computed again", async () => {
  const numbers = JSON.parse(await textOf(contract.equityNumbers)) as {
    limits: { margin: number };
    comparisons: { first: never; second: never; equivalence: unknown; passes: { first: { n: number; passed: number }; second: { n: number; passed: number }; ratio: { test: string; p: number } } }[];
    items: { strata: Stratum[]; functioning: unknown }[];
    forms: { itemVariances: number[]; totalVariance: number; reliability: unknown }[];
  };
  const { limits, comparisons, items, forms } = numbers;
  for (const { first, second, equivalence } of comparisons)
    expect(welchEquivalence(first, second, limits.margin)).toEqual(equivalence);
  for (const { passes } of comparisons) {
    const { first, second, ratio } = passes;
    if (ratio.test === "EXACT") expect(fisherExact(first.passed, first.n, second.passed, second.n)).toBe(ratio.p);
  }
  const told = items.filter(({ functioning }) => functioning !== null);
  expect(told.length).toBeGreaterThan(5);
  for (const { strata, functioning } of told) expect(mantelHaenszel(strata)).toEqual(functioning);
  for (const { itemVariances, totalVariance, reliability } of forms)
    expect(reliabilityOf(itemVariances, totalVariance)).toEqual(reliability);
  expect(JSON.stringify(numbers)).not.toContain(season[0]?.sittingId);
});

test("[EQ-2, POL-1] the margin is that of the rules in force when the period ends, and moves no mean", async () => {
  const before = await read();
  expect(before.margin).toBe(3);
  const next = new Date(app.clock.now().getTime() + 20 * 86_400_000);
  await addRules(app, (rules) => ({ ...rules, equity: { margin: 12 } }), next);
  expect((await read()).margin).toBe(3);
  const wide = await read({ from: before.period.from, to: next.toISOString().slice(0, 10) });
  expect(wide.margin).toBe(12);
  const subjects = ["CE", "CO", "EE", "EO"] as const;
  for (const subject of subjects) {
    const [was, is] = [before, wide].map(({ comparisons }) => comparisons.find((one) => one.subject === subject));
    expect([is?.first, is?.second]).toEqual([was?.first, was?.second]);
    expect(is?.equivalence?.interval90).toEqual(was?.equivalence?.interval90);
    expect(is?.needed).toBeLessThan(was?.needed ?? 0);
    expect(is?.power).toBeGreaterThanOrEqual(was?.power ?? 1);
  }
});
