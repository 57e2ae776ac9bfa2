import { parseArgs } from "node:util";
import fc from "fast-check";
import { startTemporaryPostgres } from "#server/platform/embedded-postgres.ts";
import { startTestApp } from "#tests/support/app.ts";
import { startBreakingDatabase, type BreakingDatabase } from "#tests/support/breaking-database.ts";
import { prepareTemplate } from "#tests/support/database.ts";
import { actsBeforeTheEnd, actsToTheEnd } from "#tests/support/saving-acts.ts";
import { playWriting } from "#tests/support/saving-model.ts";

/**
 * The invariants of saving, played for as long as one likes:
 *
 *   npm run fuzz -- --minutes 10            with seeds of its own
 *   npm run fuzz -- --minutes 1 --seed 42   the same plays again
 *
 * Prints each seed; a play that breaks an invariant is made as short as possible, printed, and ends the run with 1.
 */
const { values } = parseArgs({ options: { minutes: { type: "string", default: "1" }, seed: { type: "string" } } });
const until = Date.now() + Number(values.minutes) * 60_000;
const playsEach = 25;

const postgres = await startTemporaryPostgres();
let failed = false;
try {
  process.env["TEST_DATABASE_URL"] = postgres.connectionString;
  process.env["TEST_DATABASE_TEMPLATE"] = await prepareTemplate(postgres.connectionString);
  let seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
  let plays = 0;
  for (; Date.now() < until && !failed; seed = (seed + 1) % 2 ** 31) {
    failed = !(await playSeed(seed));
    plays += playsEach;
    console.log(`${failed ? "✗" : "✓"} seed ${seed}: ${plays} plays so far`);
  }
} finally {
  await postgres.stop();
}
process.exitCode = failed ? 1 : 0;

/** A database and a server of its own for each seed, so that a seed alone says everything. */
async function playSeed(seed: number): Promise<boolean> {
  let database: BreakingDatabase | undefined;
  const app = await startTestApp({ logLevel: "silent" }, async (connectionString) => {
    database = await startBreakingDatabase(connectionString);
    return database.connectionString;
  });
  if (!database) throw new Error("The database was not reached.");
  const wire = database;
  try {
    const acts = seed % 2 === 0 ? actsBeforeTheEnd : actsToTheEnd;
    const outcome = await fc.check(
      fc.asyncProperty(acts, (played) => playWriting(app, wire, played)),
      { seed, numRuns: playsEach, interruptAfterTimeLimit: 240_000 },
    );
    if (!outcome.failed) return true;
    console.error(fc.defaultReportMessage(outcome));
    console.error(outcome.errorInstance);
    return false;
  } finally {
    await app.stop();
    await wire.stop();
  }
}
