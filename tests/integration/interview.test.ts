import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as interview from "#shared/protocol/interview.ts";
import * as rooms from "#shared/protocol/rooms.ts";
import { moveRunStep, moveSittingStep } from "#server/features/sitting/steps.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { lockAs, passingBands } from "../support/exam-fixture.ts";
import { nth, runOf, sessionWorld, type SessionWorld } from "../support/session-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

/** Somebody who has done everything up to the writing, which is given too when `hasWritten`. */
async function reach(world: SessionWorld, index: number, hasWritten = true): Promise<string> {
  const { sittingId, accountId } = nth(world.candidates, index);
  for (const event of ["arrive", "confirmIdentity", "begin"] as const)
    await commit(app.deps, (uow) => moveSittingStep(uow, sittingId, event, accountId));
  for (const activity of ["READING", "DISCUSSION", "WRITING"] as const) {
    await commit(app.deps, (uow) => moveRunStep(uow, sittingId, activity, "open", accountId));
    if (activity !== "WRITING" || hasWritten)
      await commit(app.deps, (uow) => moveRunStep(uow, sittingId, activity, "submit", accountId));
  }
  return sittingId;
}

async function inInterview(options: Parameters<typeof sessionWorld>[1] = {}) {
  const world = await sessionWorld(app, options);
  const sittingId = await reach(world, 0);
  const { caller } = nth(world.advisers, 0);
  const { roomId } = await caller.must(interview.openInterview, { params: { sittingId } });
  return { world, sittingId, roomId, adviser: caller, candidate: nth(world.candidates, 0).caller };
}

describe("the interview", () => {
  test("[ITV-1] it opens for one person who has written, once, by any adviser of the session", async () => {
    const world = await sessionWorld(app);
    const sittingId = await reach(world, 0, false);
    const [marc, line] = [nth(world.advisers, 0).caller, nth(world.advisers, 1).caller];
    const given = { params: { sittingId } };
    expect(await marc.call(interview.openInterview, given)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    await commit(app.deps, (uow) => moveRunStep(uow, sittingId, "WRITING", "submit", null));
    expect(await marc.must(interview.interviewDesk, given)).toMatchObject({
      state: "NOT_OPENED",
      mayOpen: true,
      roomId: null,
    });
    const opened = await Promise.all([
      marc.must(interview.openInterview, given),
      line.must(interview.openInterview, given),
    ]);
    expect(new Set(opened.map(({ roomId }) => roomId)).size).toBe(1);
    expect((await runOf(app, sittingId, "INTERVIEW")).state).toBe("OPEN");
    const stranger = nth((await sessionWorld(app)).advisers, 0).caller;
    expect(await stranger.call(interview.openInterview, given)).toMatchObject({ code: "NOT_FOUND" });
    expect(await stranger.call(interview.interviewDesk, given)).toMatchObject({ code: "NOT_FOUND" });
  });

  test("[ITV-2] the room is for that candidate and the advisers; nobody else", async () => {
    const place = await inInterview();
    const params = { roomId: place.roomId };
    expect(await place.candidate.must(rooms.joinRoom, { params })).toMatchObject({ kind: "INTERVIEW", hasMedia: true });
    await nth(place.world.advisers, 1).caller.must(rooms.joinRoom, { params });
    expect(await nth(place.world.candidates, 1).caller.call(rooms.joinRoom, { params })).toMatchObject({
      code: "NOT_FOUND",
    });
    const foreign = { params: { sittingId: place.sittingId } };
    expect(await nth(place.world.candidates, 1).caller.call(interview.myInterview, foreign)).toMatchObject({
      code: "NOT_FOUND",
    });
    const own = { params: { sittingId: nth(place.world.candidates, 1).sittingId } };
    expect(await nth(place.world.candidates, 1).caller.call(interview.myInterview, own)).toMatchObject({
      code: "IDENTITY_NOT_CONFIRMED",
    });
    await reach(place.world, 1);
    expect(await nth(place.world.candidates, 1).caller.call(interview.myInterview, own)).toMatchObject({
      code: "RUN_NOT_OPEN",
    });
  });

  test("[ITV-3] the candidate sees the new elements one by one, as they are revealed, and never the adviser’s prompts", async () => {
    const place = await inInterview();
    const params = { roomId: place.roomId };
    const desk = await place.adviser.must(interview.interviewDesk, { params: { sittingId: place.sittingId } });
    const [first, second] = [nth(desk.elements, 0), nth(desk.elements, 1)];
    const mine = () => place.candidate.must(interview.myInterview, { params: { sittingId: place.sittingId } });
    const before = await mine();
    expect(before.elements).toEqual([]);
    const sent = JSON.stringify(before);
    for (const { prompts, script } of desk.sections) {
      expect(sent).not.toContain(script);
      for (const { text } of prompts) expect(sent).not.toContain(text);
    }
    expect(await place.adviser.call(interview.revealElement, { params, body: { elementId: second.id } })).toMatchObject(
      { code: "NOT_ALLOWED_NOW" },
    );
    expect(await place.adviser.call(interview.revealElement, { params, body: { elementId: "none" } })).toMatchObject({
      code: "NOT_FOUND",
    });
    await place.adviser.must(interview.revealElement, { params, body: { elementId: first.id } });
    const revealedAt = app.clock.now().toISOString();
    app.clock.advance(5);
    await place.adviser.must(interview.revealElement, { params, body: { elementId: first.id } });
    expect((await mine()).elements).toEqual([{ id: first.id, title: first.title, text: first.text, revealedAt }]);
    await place.adviser.must(interview.revealElement, { params, body: { elementId: second.id } });
    expect((await mine()).elements.map(({ id }) => id)).toEqual([first.id, second.id]);
  });

  test("[ITV-4] the section that is on is kept with its beginning", async () => {
    const place = await inInterview();
    const params = { roomId: place.roomId };
    const desk = await place.adviser.must(interview.interviewDesk, { params: { sittingId: place.sittingId } });
    const section = nth(desk.sections, 1);
    app.clock.advance(30);
    await place.adviser.must(interview.setInterviewSection, { params, body: { sectionId: section.id } });
    const since = app.clock.now().toISOString();
    app.clock.advance(30);
    await place.adviser.must(interview.setInterviewSection, { params, body: { sectionId: section.id } });
    expect(await place.adviser.must(interview.interviewDesk, { params: { sittingId: place.sittingId } })).toMatchObject(
      { sectionId: section.id, sectionSince: since },
    );
    expect(await place.candidate.must(interview.myInterview, { params: { sittingId: place.sittingId } })).toMatchObject(
      { sectionTitle: section.title },
    );
    expect(
      await place.adviser.call(interview.setInterviewSection, { params, body: { sectionId: "none" } }),
    ).toMatchObject({ code: "NOT_FOUND" });
    const stranger = nth((await sessionWorld(app)).advisers, 0).caller;
    expect(
      await stranger.call(interview.setInterviewSection, { params, body: { sectionId: section.id } }),
    ).toMatchObject({ code: "NOT_FOUND" });
    expect(
      await stranger.call(interview.revealElement, { params, body: { elementId: nth(desk.elements, 0).id } }),
    ).toMatchObject({ code: "NOT_FOUND" });
    expect(await stranger.call(interview.closeInterview, { params })).toMatchObject({ code: "NOT_FOUND" });
  });

  test("[ITV-5] closing it ends the activity and, when nothing is left, the sitting; closing again changes nothing", async () => {
    const place = await inInterview();
    const params = { roomId: place.roomId };
    const desk = await place.adviser.must(interview.interviewDesk, { params: { sittingId: place.sittingId } });
    await place.adviser.must(interview.closeInterview, { params });
    await place.adviser.must(interview.closeInterview, { params });
    expect((await runOf(app, place.sittingId, "INTERVIEW")).state).toBe("COMPLETED");
    expect(await app.deps.db.sitting.findUnique({ where: { id: place.sittingId }, select: { state: true } })).toEqual({
      state: "COMPLETED",
    });
    expect(
      await place.adviser.call(interview.setInterviewSection, { params, body: { sectionId: "CLOSING" } }),
    ).toMatchObject({ code: "ROOM_NOT_OPEN" });
    const elementId = nth(desk.elements, 0).id;
    expect(await place.adviser.call(interview.revealElement, { params, body: { elementId } })).toMatchObject({
      code: "ROOM_NOT_OPEN",
    });
    expect(await place.candidate.call(rooms.joinRoom, { params })).toMatchObject({ ok: false });
    expect(await place.adviser.must(interview.interviewDesk, { params: { sittingId: place.sittingId } })).toMatchObject(
      { state: "CLOSED", mayOpen: false },
    );
  });

  test("[ITV-5] when time ran out first, there is only the room to close", async () => {
    const place = await inInterview();
    await commit(app.deps, (uow) => moveRunStep(uow, place.sittingId, "INTERVIEW", "timeUp", null));
    await place.adviser.must(interview.closeInterview, { params: { roomId: place.roomId } });
    expect(await app.deps.db.sitting.findUnique({ where: { id: place.sittingId }, select: { state: true } })).toEqual({
      state: "COMPLETED",
    });
  });

  test("[ROOM-6] in person the interview has its frame and no media", async () => {
    const place = await inInterview({ deliveryMode: "IN_PERSON" });
    expect(await place.adviser.must(rooms.joinRoom, { params: { roomId: place.roomId } })).toMatchObject({
      hasMedia: false,
      ticket: null,
    });
  });

  test("[ITV-6] once it is over, a lock is asked only of an adviser who was there and has not locked", async () => {
    const { world, sittingId, roomId, adviser } = await inInterview();
    await adviser.must(rooms.joinRoom, { params: { roomId } });
    const isDue = async (caller: typeof adviser): Promise<boolean> =>
      (await caller.must(interview.interviewDesk, { params: { sittingId } })).isMarkDue;
    await adviser.must(interview.closeInterview, { params: { roomId } });
    expect([await isDue(adviser), await isDue(nth(world.advisers, 1).caller)]).toEqual([true, false]);
    await lockAs(adviser, sittingId, "INTERVIEW", passingBands);
    expect(await isDue(adviser)).toBe(false);
  });
});
