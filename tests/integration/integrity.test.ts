import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as integrity from "#shared/protocol/integrity.ts";
import { moveSittingStep } from "#server/features/sitting/steps.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { nth, sessionWorld, type SessionWorld } from "../support/session-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

async function arrived(): Promise<{ world: SessionWorld; sittingId: string }> {
  const world = await sessionWorld(app);
  const { sittingId, accountId } = nth(world.candidates, 0);
  await commit(app.deps, (uow) => moveSittingStep(uow, sittingId, "arrive", accountId));
  return { world, sittingId };
}

describe("the record", () => {
  test("[INT-1] is the very same for the candidate and for the adviser", async () => {
    const { world, sittingId } = await arrived();
    const [candidate, adviser] = [nth(world.candidates, 0).caller, nth(world.advisers, 0).caller];
    const params = { sittingId };
    await candidate.must(integrity.reportObservation, {
      params,
      body: { kind: "EXTERNAL_PASTE", details: { characters: 120, activity: "WRITING" } },
    });
    await adviser.must(integrity.addStaffNote, { params, body: { text: "La personne a demandé de l’eau." } });
    const [read, shown] = await Promise.all([
      candidate.must(integrity.sittingRecord, { params }),
      adviser.must(integrity.sittingRecord, { params }),
    ]);
    expect(read).toEqual(shown);
    expect(read.observations).toMatchObject([
      { kind: "EXTERNAL_PASTE", observer: "PAGE", authorName: null, characters: 120, activity: "WRITING", text: null },
      { kind: "STAFF_NOTE", observer: "STAFF", text: "La personne a demandé de l’eau." },
    ]);
  });

  test("[INT-2] belongs to the person and to the staff of the session; anybody else finds nothing", async () => {
    const { world, sittingId } = await arrived();
    const other = await sessionWorld(app);
    const support = await app.as(await app.account({ roles: ["SUPPORT"] }));
    const strangers = [nth(world.candidates, 1).caller, nth(other.advisers, 0).caller, support];
    for (const caller of strangers)
      expect(await caller.call(integrity.sittingRecord, { params: { sittingId } })).toMatchObject({
        status: 404,
        code: "NOT_FOUND",
      });
    const rater = await app.as(await app.account({ roles: ["RATER"] }));
    expect(await rater.call(integrity.sittingRecord, { params: { sittingId } })).toMatchObject({ code: "FORBIDDEN" });
  });

  test("[INT-3] the page reports from a closed list, numbers only, and only on the day", async () => {
    const { world, sittingId } = await arrived();
    const { caller } = nth(world.candidates, 0);
    const path = `/api/sittings/${sittingId}/observations`;
    const post = (body: unknown) =>
      caller.raw("POST", path, { body: JSON.stringify(body), headers: { "content-type": "application/json" } });
    expect((await post({ kind: "STAFF_NOTE", details: { text: "tout va bien" } })).status).toBe(422);
    expect((await post({ kind: "CONNECTION_RESTORED", details: { seconds: 4000 } })).status).toBe(422);
    expect((await post({ kind: "DROP", details: { text: "ce que j’ai écrit" } })).status).toBe(422);
    expect((await post({ kind: "DROP" })).status).toBe(200);
    const early = nth(world.candidates, 1);
    const body = { kind: "DROP" as const, details: {} };
    expect(
      await early.caller.call(integrity.reportObservation, { params: { sittingId: early.sittingId }, body }),
    ).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  });

  test("[INT-4] nobody reports on another person’s sitting, and a page that floods is slowed down", async () => {
    const { world, sittingId } = await arrived();
    const body = { kind: "PAGE_HIDDEN" as const, details: { seconds: 3 } };
    expect(
      await nth(world.candidates, 1).caller.call(integrity.reportObservation, { params: { sittingId }, body }),
    ).toMatchObject({ code: "NOT_FOUND" });
    const { caller } = nth(world.candidates, 0);
    const codes = [];
    for (let count = 0; count < 61; count += 1) {
      const result = await caller.call(integrity.reportObservation, { params: { sittingId }, body });
      codes.push(result.ok ? "ok" : result.code);
    }
    expect(codes.at(-1)).toBe("TOO_MANY_REQUESTS");
    expect(codes.filter((code) => code === "ok")).toHaveLength(60);
  });

  test("[INT-5] a note of the staff says something, and only the staff of the session writes it", async () => {
    const { world, sittingId } = await arrived();
    const other = await sessionWorld(app);
    const note = (text: string) => ({ params: { sittingId }, body: { text } });
    expect(await nth(world.advisers, 0).caller.call(integrity.addStaffNote, note("   "))).toMatchObject({
      code: "BAD_INPUT",
    });
    expect(await nth(other.advisers, 0).caller.call(integrity.addStaffNote, note("bonjour"))).toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await nth(world.candidates, 0).caller.call(integrity.addStaffNote, note("bonjour"))).toMatchObject({
      code: "FORBIDDEN",
    });
  });
});
