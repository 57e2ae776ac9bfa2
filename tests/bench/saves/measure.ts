import { availableParallelism } from "node:os";
import { Client } from "pg";
import { deployMigrations } from "#prisma/migrate.ts";
import { startTemporaryPostgres } from "#server/platform/embedded-postgres.ts";
import type { Figure } from "../figures.ts";
import { postgresOf } from "./cpu.ts";
import type { PhaseResult } from "./load.ts";
import { hearEverybody, seatPeople } from "./people.ts";
import { findPgbench, measureBaseline, prepareBaseline, type Baseline } from "./pgbench.ts";
import { startBenchServer, startLoad, type BenchServer, type Load } from "./server.ts";

const people = 2_000;
const inFlight = [16, 200, 2_000] as const;
/** More connections than this a server of this size is not given: 2 000 in flight are compared with the best of these. */
const baselineClients = [16, 200] as const;
const opsEach = 5;

export interface SavesOptions {
  readonly seconds?: number;
  readonly profileDir?: string;
}

/**
 * Operations made durable over HTTP, five a request, counted when they are acknowledged after COMMIT, beside what
 * pgbench gives on the same server in the same run with single-row inserts. As many requests are in flight as people
 * type at once; everybody is one of two thousand, so that nobody is asked to save more often than a page may.
 */
export async function measureSaves({ seconds = 10, profileDir }: SavesOptions = {}): Promise<Figure[]> {
  const pgbench = findPgbench();
  if (!pgbench)
    throw new Error(
      "pgbench is missing: install Debian's `postgresql-contrib` (`apt-get install postgresql-contrib`).",
    );
  const postgres = await startTemporaryPostgres({ isDurable: true });
  const load = startLoad();
  const databaseUrl = postgres.connectionString;
  const client = new Client({ connectionString: databaseUrl });
  let server: BenchServer | undefined;
  try {
    await client.connect();
    await deployMigrations(databaseUrl);
    await prepareBaseline(databaseUrl);
    const seated = await seatPeople(databaseUrl, people);
    server = await startBenchServer(databaseUrl, profileDir);
    const hear = () => hearEverybody(databaseUrl);
    const atRest = server.memory();
    await load.open({ ports: server.ports, people: seated });
    const database = await postgresOf(client);
    return await measure({ pgbench, databaseUrl, client, database, load, server, seconds, atRest, hear });
  } finally {
    await load.stop();
    await server?.stop();
    await client.end();
    await postgres.stop();
  }
}

interface Bench {
  readonly pgbench: string;
  readonly databaseUrl: string;
  readonly client: Client;
  readonly database: { cpuSeconds(): number };
  readonly load: Load;
  readonly server: BenchServer;
  readonly seconds: number;
  readonly atRest: number;
  readonly hear: () => Promise<void>;
}

/** One load, and what a request of it cost in milliseconds of processor. */
interface Full extends PhaseResult {
  readonly server: number;
  readonly postgres: number;
  /** Of one core. */
  readonly serverShare: number;
}

async function measure(bench: Bench): Promise<Figure[]> {
  const { load, server, seconds, hear } = bench;
  // The first seconds compile both sides.
  await load.play({ concurrency: 64, seconds: 4, requests: 12_000 }, hear);
  const baselines = new Map<number, Baseline>();
  for (const clients of baselineClients)
    baselines.set(clients, await measureBaseline(bench.pgbench, bench.databaseUrl, clients, seconds));
  const best = [...baselines.values()].reduce((a, b) => (a.perSecond > b.perSecond ? a : b));
  const full = new Map<number, Full>();
  for (const concurrency of inFlight) full.set(concurrency, await atFullLoad(bench, concurrency));
  const figures = [...full].map(([concurrency, result]) =>
    throughput(concurrency, result, baselines.get(concurrency) ?? best),
  );
  const [small, large] = [full.get(200), full.get(2_000)];
  if (small && large)
    figures.push(bottleneck(large, server.ports.length), {
      name: "Cost of a save, 2 000 people at once against 200",
      value: `${(costOf(large) / costOf(small)).toFixed(2)} ×`,
      target: "flat",
      how: "processor time of server and database a request",
    });
  figures.push(await atHalfLoad(bench, small, baselines.get(200) ?? best));
  figures.push({
    name: "Server memory per connected person",
    value: `${Math.round((server.memory() - bench.atRest) / people / 1024)} KB`,
    how: `resident, after ${people} people saved over ${Math.max(...inFlight)} open connections, less what it held before any came`,
  });
  figures.push(await storedBytes(bench.client));
  return figures;
}

async function atFullLoad({ load, server, database, seconds, hear }: Bench, concurrency: number): Promise<Full> {
  const used = () => ({ server: server.cpuSeconds(), postgres: database.cpuSeconds() });
  let before = used();
  const result = await load.play({ concurrency, seconds, requests: 6_000 * seconds }, async () => {
    await hear();
    before = used();
  });
  const after = used();
  refuseRefusals(result);
  const each = (cpuSeconds: number): number => (cpuSeconds * 1_000) / result.acknowledged;
  return {
    ...result,
    server: each(after.server - before.server),
    postgres: each(after.postgres - before.postgres),
    serverShare: (after.server - before.server) / result.seconds,
  };
}

const costOf = ({ server, postgres }: Full): number => server + postgres;

function throughput(concurrency: number, result: Full, baseline: Baseline): Figure {
  const perSecond = opsPerSecond(result);
  return {
    name: `Operations made durable a second, ${concurrency} people at once`,
    value: `${Math.round(perSecond)}, ${(perSecond / baseline.perSecond).toFixed(2)} × pgbench’s ${Math.round(baseline.perSecond)} rows`,
    target: "≥ 1.5 ×",
    how: `${Math.round(perSecond / opsEach)} requests of ${opsEach} a second, acknowledged after COMMIT; processor time a request: ${shares(result)}; ${result.refused["BUSY"] ?? 0} refused as busy; p50 ${result.p50Ms.toFixed(1)} ms, p99 ${result.p99Ms.toFixed(1)} ms`,
  };
}

const shares = ({ server, postgres, cpuMsPerRequest }: Full): string =>
  `server ${server.toFixed(3)} ms, PostgreSQL ${postgres.toFixed(3)} ms, generator ${cpuMsPerRequest.toFixed(3)} ms`;

/** What would have to be cheaper for the ratio to grow, at full saturation. */
function bottleneck(result: Full, nodes: number): Figure {
  const { server, postgres, cpuMsPerRequest, serverShare } = result;
  const total = server + postgres + cpuMsPerRequest;
  const cores = availableParallelism();
  const busy = (total * result.acknowledged) / 1_000 / result.seconds / cores;
  const percent = (share: number): string => `${Math.round(100 * share)} %`;
  const what =
    serverShare / nodes > 0.9
      ? `the web processes, each busy ${percent(serverShare / nodes)} of the time`
      : busy > 0.85
        ? `the ${cores} processors, busy ${percent(busy)}: most of it is ${server > postgres ? "the server" : "PostgreSQL"}`
        : `waiting for the disk at COMMIT: the processors are busy ${percent(busy)}`;
  return {
    name: "What sets the ratio at saturation",
    value: what,
    how: `of the processor time, 2000 people at once: server ${percent(server / total)}, PostgreSQL ${percent(postgres / total)}, generator ${percent(cpuMsPerRequest / total)}`,
  };
}

const opsPerSecond = ({ acknowledged, seconds }: PhaseResult): number => (acknowledged * opsEach) / seconds;

/** A busy server may say so; anything else means that the figure is about something else. */
function refuseRefusals({ refused }: PhaseResult): void {
  if (Object.keys(refused).some((code) => code !== "BUSY"))
    throw new Error(`Saves were refused: ${JSON.stringify(refused)}`);
}

async function atHalfLoad(
  { load, pgbench, databaseUrl, seconds, hear }: Bench,
  full: PhaseResult | undefined,
  baseline: Baseline,
): Promise<Figure> {
  const perSecond = full ? full.acknowledged / full.seconds / 2 : 0;
  const half = await load.play({ concurrency: 200, seconds, requests: perSecond * seconds * 1.2, perSecond }, hear);
  refuseRefusals(half);
  const alone = await measureBaseline(pgbench, databaseUrl, 200, seconds, baseline.perSecond / 2);
  return {
    name: "p99 of an acknowledgement at half that load",
    value: `${half.p99Ms.toFixed(1)} ms, ${(half.p99Ms / alone.p99Ms).toFixed(1)} × pgbench’s ${alone.p99Ms.toFixed(1)} ms`,
    target: "≤ 3 ×",
    how: `${Math.round(perSecond)} requests a second from 200 people; pgbench at half its own load with 200 clients; p50 ${half.p50Ms.toFixed(1)} ms`,
  };
}

/** What an hour of typing leaves: an operation every three seconds, as a page makes them. */
async function storedBytes(client: Client): Promise<Figure> {
  const { rows } = await client.query<{ ops: string; bytes: string }>(
    `SELECT sum("lastSeq" - "firstSeq" + 1) AS ops, pg_total_relation_size('"AnswerBatch"') AS bytes FROM "AnswerBatch"`,
  );
  const perOp = Number(rows[0]?.bytes) / Number(rows[0]?.ops);
  const anHour = perOp * (3_600 / 3);
  return {
    name: "Stored for an hour of one person’s typing",
    value: `${(anHour / 2 ** 20).toFixed(2)} MB`,
    target: "≤ 1 MB",
    how: `${Math.round(perOp)} bytes an operation, index included, over ${rows[0]?.ops} operations; 1 200 an hour`,
  };
}
