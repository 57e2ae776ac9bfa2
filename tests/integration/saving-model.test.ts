import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { startBreakingDatabase, type BreakingDatabase } from "../support/breaking-database.ts";
import { actsBeforeTheEnd, actsToTheEnd } from "../support/saving-acts.ts";
import { playWriting } from "../support/saving-model.ts";

/** The invariants of saving, with fixed seeds; `npm run fuzz` plays on with others. */

let app: TestApp;
let database: BreakingDatabase;
beforeAll(async () => {
  app = await startTestApp({ logLevel: "silent" }, async (connectionString) => {
    database = await startBreakingDatabase(connectionString);
    return database.connectionString;
  });
});
afterAll(async () => {
  await app.stop();
  await database.stop();
});

test("[SAV-1, SAV-2, SAV-3, SAV-5, SAV-6, SAV-11, SAV-12, SAV-15, SAV-16, RSC-5] whatever network, pages, machines, clocks and crashes do, what was typed arrives once and counts", async () => {
  await fc.assert(
    fc.asyncProperty(actsBeforeTheEnd, (acts) => playWriting(app, database, acts)),
    { seed: 20261122, numRuns: 25, endOnFailure: true },
  );
}, 120_000);

test("[SAV-7] whatever arrives after the end is late, and what was saved before it counts", async () => {
  await fc.assert(
    fc.asyncProperty(actsToTheEnd, (acts) => playWriting(app, database, acts)),
    { seed: 20261123, numRuns: 15, endOnFailure: true },
  );
}, 120_000);

test("[SAV-1] the wire to the database really breaks at a commit, before it and after it", async () => {
  for (const when of ["before", "after"] as const) {
    database.breakNext(when);
    const write = app.deps.db.$transaction((tx) =>
      tx.body.create({ data: { code: when, name: when, professionKey: "x", profession: "x" }, select: { id: true } }),
    );
    await expect(write).rejects.toThrow();
    expect(database.mend()).toBe(true);
    expect(await app.deps.db.body.count({ where: { code: when } })).toBe(when === "after" ? 1 : 0);
  }
});
