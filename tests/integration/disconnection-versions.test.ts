import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { heartbeat } from "#shared/protocol/sitting.ts";
import { disconnectionPolicies, type DisconnectionPolicy } from "#shared/domain/sitting/disconnection-policy.ts";
import { closeRuns } from "#server/features/sitting/close-runs.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { openRun } from "../support/exam-room.ts";
import { nth, runOf, sessionWorld, type SessionWorld } from "../support/session-world.ts";

/** Two versions beside those in force, one that waits longer and one that waits less, and a session under each. */

const patient = 8_001;
const hasty = 8_002;
const policies: Record<number, DisconnectionPolicy> = disconnectionPolicies;

let app: TestApp;
beforeAll(async () => {
  policies[patient] = { ...disconnectionPolicies[2], outageSeconds: 20, unstableSeconds: 40, lostSeconds: 120 };
  policies[hasty] = { ...disconnectionPolicies[2], outageSeconds: 6, unstableSeconds: 8, lostSeconds: 30 };
  app = await startTestApp();
});
afterAll(async () => {
  delete policies[patient];
  delete policies[hasty];
  await app.stop();
});
beforeEach(() => app.deps.db.activityRun.updateMany({ where: { state: "OPEN" }, data: { state: "TECHNICAL" } }));

type Person = SessionWorld["candidates"][number];

async function readingUnder(disconnectionVersion: number): Promise<Person> {
  const world = await sessionWorld(app);
  const person = nth(world.candidates, 0);
  const createdAt = app.clock.now();
  const chosenById = nth(world.advisers, 0).accountId;
  const rules = { level: "STANDARD", lockdownVersion: 1, disconnectionVersion, chosenById, createdAt } as const;
  await app.deps.db.sessionLockdown.create({ data: { sessionId: world.sessionId, ...rules } });
  await openRun(app, person.sittingId, "READING");
  await beat(person);
  return person;
}

const beat = ({ caller, sittingId }: Person) =>
  caller.must(heartbeat, { params: { sittingId }, body: { page: "READING", battery: null, unsent: 0 } });

const stateOf = async ({ sittingId }: Person) => (await runOf(app, sittingId, "READING")).state;

const silentFor = async (seconds: number): Promise<void> => {
  app.clock.advance(seconds);
  await closeRuns(app.deps);
};

describe("a session under a version of the rules of a disconnection", () => {
  test("[CUT-1] each stops its clock after the silence of its own version, whatever version is in force", async () => {
    const [long, short, usual] = [await readingUnder(patient), await readingUnder(hasty), await readingUnder(2)];
    const states = () => Promise.all([long, short, usual].map(stateOf));
    await silentFor(30);
    expect(await states()).toEqual(["OPEN", "OPEN", "OPEN"]);
    await silentFor(1);
    expect(await states()).toEqual(["OPEN", "INTERRUPTED", "OPEN"]);
    await silentFor(30);
    expect(await states()).toEqual(["OPEN", "INTERRUPTED", "INTERRUPTED"]);
    await silentFor(60);
    expect(await states()).toEqual(["INTERRUPTED", "INTERRUPTED", "INTERRUPTED"]);
    expect(await Promise.all([long, short, usual].map(beat))).toMatchObject(
      [121, 121, 121].map((restoredSeconds) => ({ restoredSeconds })),
    );
    expect(await states()).toEqual(["OPEN", "OPEN", "OPEN"]);
  });

  test("[CUT-1] each gives a silence back from the outage of its own version on", async () => {
    const [long, short] = [await readingUnder(patient), await readingUnder(hasty)];
    const givenBack = async (seconds: number): Promise<readonly number[]> => {
      app.clock.advance(seconds);
      return Promise.all([long, short].map(async (person) => (await beat(person)).restoredSeconds));
    };
    expect(await givenBack(5)).toEqual([0, 0]);
    expect(await givenBack(6)).toEqual([0, 6]);
    expect(await givenBack(19)).toEqual([0, 19]);
    expect(await givenBack(20)).toEqual([20, 20]);
  });

  test("[CUT-1] time that is up closes whoever is not unstable by their own version", async () => {
    const [long, short] = [await readingUnder(patient), await readingUnder(hasty)];
    const { endsAt } = await runOf(app, long.sittingId, "READING");
    app.clock.set(new Date((endsAt?.getTime() ?? 0) + 5_000).toISOString());
    // The whole reading was one silence to the server: what is looked at here is the end.
    for (const { sittingId } of [long, short]) {
      await app.deps.db.presence.update({ where: { sittingId }, data: { lastSeenAt: app.clock.now() } });
    }
    await silentFor(26);
    expect(await stateOf(long)).toBe("COMPLETED");
    expect(await stateOf(short)).toBe("OPEN");
  });
});
