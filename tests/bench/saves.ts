import { randomBytes } from "node:crypto";
import { Pool } from "pg";
import { operationHash, textKey } from "#shared/domain/answers/answer-value.ts";
import { saveAnswers, takeLease } from "#shared/protocol/answers.ts";
import { moveRunStep } from "#server/features/sitting/steps.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { createCaller, startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { runOf, sessionWorld } from "#tests/support/session-world.ts";
import type { Figure } from "./figures.ts";

const sessions = 4;
/** As many as a session holds. */
const peopleEach = 8;
/** Below what one person's page may send in a minute. */
const savesEach = 150;

interface Writer {
  readonly caller: Caller;
  readonly runId: string;
  readonly clientId: string;
  readonly leaseEpoch: number;
}

/**
 * Saves that were acknowledged over HTTP, each after its COMMIT, while 32 people write at once; beside it, in the same
 * run and as many at once, what the database alone gives: one row, one commit, nothing else.
 */
export async function measureSaves(serve: (databaseUrl: string) => Promise<{ url: string; stop(): Promise<void> }>): Promise<Figure[]> {
  const app = await startTestApp();
  app.clock.set(new Date().toISOString());
  const { databaseUrl } = app.deps.config;
  const server = await serve(databaseUrl);
  try {
    const writers = await openWriting(app, server.url);
    const perSecond = await rate(writers.map((writer) => () => writeOn(writer)));
    const baseline = await insertRows(databaseUrl, writers.length);
    const share = Math.round((100 * perSecond) / baseline);
    return [
      {
        name: "Saved answers a second, HTTP to COMMIT",
        value: `${Math.round(perSecond)}`,
        how: `${writers.length} people, ${savesEach} saves each of a growing text; server and database on this machine`,
      },
      {
        name: "Single-row inserts a second, no server",
        value: `${Math.round(baseline)}`,
        how: `the same texts, ${writers.length} connections, a commit each; saving reaches ${share} % of it`,
      },
    ];
  } finally {
    await server.stop();
    await app.stop();
  }
}

async function openWriting(app: TestApp, url: string): Promise<Writer[]> {
  const writers: Writer[] = [];
  for (let index = 0; index < sessions; index += 1) {
    const world = await sessionWorld(app, { candidates: peopleEach });
    for (const candidate of world.candidates) {
      const run = await runOf(app, candidate.sittingId, "WRITING");
      await app.deps.db.sitting.update({ where: { id: candidate.sittingId }, data: { state: "IN_PROGRESS" } });
      const opened = await commit(app.deps, (uow) => moveRunStep(uow, candidate.sittingId, "WRITING", "open", null));
      if (!opened.ok) throw new Error(`Writing did not open: ${opened.error}`);
      const caller = createCaller(url, candidate.caller.cookie);
      const clientId = randomBytes(9).toString("hex");
      const lease = await caller.must(takeLease, { params: { runId: run.id }, body: { clientId } });
      writers.push({ caller, runId: run.id, clientId, leaseEpoch: lease.leaseEpoch });
    }
  }
  return writers;
}

async function writeOn({ caller, runId, clientId, leaseEpoch }: Writer): Promise<void> {
  for (let seq = 1; seq <= savesEach; seq += 1) {
    const op = { key: textKey, value: textAfter(seq) };
    const body = { leaseEpoch, clientId, from: seq, ops: [{ ...op, seq, hash: operationHash(op) }] };
    await caller.must(saveAnswers, { params: { runId }, body });
  }
}

async function insertRows(databaseUrl: string, writers: number): Promise<number> {
  const pool = new Pool({ connectionString: databaseUrl, max: writers });
  try {
    await pool.query("CREATE TABLE bench_row (writer int, seq int, value jsonb, hash text, PRIMARY KEY (writer, seq))");
    const write = async (writer: number): Promise<void> => {
      for (let seq = 1; seq <= savesEach; seq += 1) {
        const value = textAfter(seq);
        const row = [writer, seq, JSON.stringify(value), operationHash({ key: textKey, value })];
        await pool.query("INSERT INTO bench_row VALUES ($1, $2, $3, $4)", row);
      }
    };
    return await rate(Array.from({ length: writers }, (_none, writer) => () => write(writer)));
  } finally {
    await pool.end();
  }
}

async function rate(work: readonly (() => Promise<void>)[]): Promise<number> {
  const began = performance.now();
  await Promise.all(work.map((one) => one()));
  return (work.length * savesEach * 1000) / (performance.now() - began);
}

/** The text as it stands after so many pauses of the pen: some two hundred words at the end. */
const textAfter = (pauses: number): string => "Madame, Monsieur, je recommande ceci. ".repeat(Math.ceil(pauses / 4));
