import { startTemporaryPostgres } from "#server/platform/embedded-postgres.ts";
import { retryAllotment } from "#server/features/marking/open-marking.ts";
import { computeReports } from "#server/features/results/compute-report.ts";
import { recombineStored, rescoreStored } from "#server/features/results/rescore.ts";
import { allotmentDesk } from "#shared/protocol/allotment.ts";
import { equityReport } from "#shared/protocol/equity.ts";
import { ownConsistency, teamConsistency } from "#shared/protocol/consistency.ts";
import { textUnit } from "#shared/domain/marking/units.ts";
import { markingTasks } from "#shared/protocol/marking.ts";
import { resultList } from "#shared/protocol/results.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { prepareTemplate } from "#tests/support/database.ts";
import { inSeconds, type Figure } from "../figures.ts";
import { ask, makeRetakes, markEveryText, multiplyReports, prepareSeason, tellEverybody } from "./season.ts";

// Fewer, to see that the measurement itself runs: its figures are then of no use.
const share = Number(process.env["BENCH_MARKING_SHARE"] ?? 1);
const sittings = Math.round(1_800 * share);
const raters = Math.max(4, Math.round(120 * share));
const stored = Math.round(100_000 * share);

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

/** A season of texts to give out, to look at and to score, on the database that tests use (nothing is flushed). */
export async function measureMarking(): Promise<Figure[]> {
  const postgres = await startTemporaryPostgres();
  process.env["TEST_DATABASE_URL"] = postgres.connectionString;
  process.env["TEST_DATABASE_TEMPLATE"] = await prepareTemplate(postgres.connectionString);
  const app = await startTestApp();
  try {
    return await measure(app, app.deps.config.databaseUrl ?? "");
  } finally {
    await app.stop();
    await postgres.stop();
    // Whatever is measured next has a database of its own.
    delete process.env["TEST_DATABASE_URL"];
    delete process.env["TEST_DATABASE_TEMPLATE"];
  }
}

async function measure(app: TestApp, databaseUrl: string): Promise<Figure[]> {
  await prepareSeason(app, databaseUrl, sittings, raters);
  await scoreAll(app);
  const allotment = await timed(() => retryAllotment.run(app.deps));
  const given = await app.deps.db.markingTask.count();
  const queues = await dashboards(app);
  await markEveryText(app, databaseUrl);
  await ask(databaseUrl, "ANALYZE");
  const again = await timed(() => retryAllotment.run(app.deps));
  const scoring = await timed(() => scoreAll(app));
  const desks = await dashboards(app);
  return [
    {
      name: `Giving out ${given} texts of ${sittings} sittings`,
      value: inSeconds(allotment),
      how: `to ${raters} markers, under caps, with audit`,
    },
    {
      name: "The same once everything is given out and marked",
      value: inSeconds(again),
      how: "what each minute costs",
    },
    {
      name: "Slowest page of the directorate and of markers, while texts wait",
      value: inSeconds(queues),
      target: "≤ 2 s",
      how: "over HTTP",
    },
    { name: "The same with all marks", value: inSeconds(desks), target: "≤ 2 s", how: "over HTTP" },
    {
      name: `Computing ${sittings} reports from marks and answers`,
      value: inSeconds(scoring),
      target: "≤ 2 s",
      how: "three hundred to a transaction, one after another",
    },
    ...(await retakes(app, databaseUrl)),
    await consistency(app),
    ...(await rescoring(app, databaseUrl)),
  ];
}

/** Half of them are second exams, where an earlier one counts; then everybody is told, and both modes are compared. */
async function retakes(app: TestApp, databaseUrl: string): Promise<Figure[]> {
  await makeRetakes(app, databaseUrl);
  const combining = await timed(() => scoreAll(app));
  const combinations = await app.deps.db.combination.count();
  if (combinations === 0) throw new Error("Nothing was combined.");
  let different: readonly string[] = [];
  const again = await timed(async () => ({ different } = await recombineStored(app.deps.db)));
  if (different.length > 0) throw new Error(`${different.length} combinations come out differently.`);
  await tellEverybody(app, databaseUrl);
  const director = await app.as(await app.account({ roles: ["DIRECTOR"] }));
  let results = 0;
  const comparing = await timed(async () => {
    const { online, inPerson } = (await director.must(equityReport, { query: {} })).results;
    results = online + inPerson;
  });
  if (results === 0) throw new Error("Nothing was compared.");
  return [
    {
      name: `The same where an earlier exam counts, ${combinations} with one`,
      value: inSeconds(combining),
      target: "≤ 2 s",
      how: "new reports under the rules of the retake, and what both exams give together",
    },
    {
      name: `Combining ${combinations} again from their stored inputs`,
      value: inSeconds(again),
      target: "≤ 2 s",
      how: "and comparing each with what is stored",
    },
    {
      name: `Fairness between modes of ${results} results`,
      value: inSeconds(comparing),
      target: "≤ 2 s",
      how: "every statistic from the stored inputs, over HTTP",
    },
  ];
}

/** From marks and answers, as an item that is voided does for everybody. */
async function scoreAll(app: TestApp): Promise<void> {
  const rows = await app.deps.db.sitting.findMany({ orderBy: { id: "asc" }, select: { id: true } });
  await computeReports(
    app.deps,
    rows.map(({ id }) => id),
  );
}

async function dashboards(app: TestApp): Promise<number> {
  const director = await app.as(await app.account({ roles: ["DIRECTOR"] }));
  const [rater] = await app.deps.db.account.findMany({
    where: { roles: { has: "RATER" } },
    take: 1,
    select: { id: true },
  });
  const marker = await app.as(rater?.id ?? "");
  const times: number[] = [];
  for (const route of [resultList, allotmentDesk] as const) {
    const ms = await timed(() => director.must(route, {}));
    console.log(`  ${route.name}: ${inSeconds(ms)}`);
    times.push(ms);
  }
  times.push(await timed(() => marker.must(markingTasks, {})));
  return Math.max(...times);
}

/** Once everybody was told: what a marker reads of themselves, and whoever leads of all of them, rests on no other text. */
async function consistency(app: TestApp): Promise<Figure> {
  const director = await app.as(await app.account({ roles: ["DIRECTOR"] }));
  let markers = 0;
  let texts = 0;
  const ofTeam = await timed(async () => {
    const team = await director.must(teamConsistency, {});
    markers = team.markers.length;
    texts = team.markers.reduce((sum, marker) => sum + marker.texts, 0) / 2;
  });
  const { raterId } = await app.deps.db.mark.findFirstOrThrow({ where: { unit: textUnit }, select: { raterId: true } });
  const marker = await app.as(raterId);
  let own = 0;
  const ofOne = await timed(async () => ({ texts: own } = await marker.must(ownConsistency, {})));
  if (texts === 0 || own === 0) throw new Error("Nobody marked a text that was told.");
  return {
    name: `Consistency of ${markers} markers over ${texts} texts that were told`,
    value: inSeconds(Math.max(ofTeam, ofOne)),
    target: "≤ 2 s",
    how: "the page of the team or a marker's own, whichever is slower, over HTTP",
  };
}

async function rescoring(app: TestApp, databaseUrl: string): Promise<Figure[]> {
  const reports = await app.deps.db.report.count();
  const few = await timed(() => rescoreStored(app.deps.db));
  await multiplyReports(databaseUrl, stored);
  const before = process.memoryUsage().rss;
  let most = before;
  const watching = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 50);
  const began = performance.now();
  const result = await rescoreStored(app.deps.db);
  const took = performance.now() - began;
  clearInterval(watching);
  if (result.different.length > 0) throw new Error(`${result.different.length} reports come out differently.`);
  const inMegabytes = (bytes: number): number => Math.round(bytes / 2 ** 20);
  return [
    {
      name: `Computing ${reports} stored reports again from their inputs`,
      value: inSeconds(few),
      target: "≤ 2 s",
      how: "and comparing each with what is stored",
    },
    {
      name: `The same for ${result.reports}, in a stream`,
      value: `${inSeconds(took)}, ${inMegabytes(most)} MB`,
      how: `batches of 500; resident memory at most, ${inMegabytes(before)} MB before`,
    },
  ];
}
