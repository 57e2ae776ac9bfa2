import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as conduct from "#shared/protocol/conduct.ts";
import * as discussion from "#shared/protocol/discussion.ts";
import * as rooms from "#shared/protocol/rooms.ts";
import { moveRunStep } from "#server/features/sitting/steps.ts";
import { peerOfExpelledTopic } from "#server/platform/media-topics.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { openDiscussionIn, readIn, type DiscussionWorld } from "../support/discussion-world.ts";
import { endByTwo, nth, runOf, sessionWorld } from "../support/session-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

const read = (world: Parameters<typeof readIn>[1], index: number, isDone = true) => readIn(app, world, index, isDone);
const inDiscussion = (options: Parameters<typeof openDiscussionIn>[1] = {}) => openDiscussionIn(app, options);

async function prompt(
  place: DiscussionWorld,
  sittingId: string,
  times: number,
): Promise<void> {
  const desk = await place.marc.caller.must(discussion.discussionDesk, { params: place.params });
  for (let time = 0; time < times; time += 1) {
    const body = { sittingId, promptId: nth(desk.prompts, time).id };
    await place.marc.caller.must(discussion.recordPrompt, { params: { roomId: place.roomId }, body });
  }
}

const no = { hasParticipated: false, reasons: "N’a pris la parole à aucun moment, malgré deux relances." };
const yes = { hasParticipated: true, reasons: "" };

describe("opening the discussion", () => {
  test("[DISC-1] it needs a second, distinct adviser of the session", async () => {
    const world = await sessionWorld(app);
    await read(world, 0);
    await read(world, 1);
    const { caller, accountId } = nth(world.advisers, 0);
    const stranger = nth((await sessionWorld(app)).advisers, 0);
    const params = { sessionId: world.sessionId };
    for (const secondAdviserId of [accountId, stranger.accountId])
      expect(await caller.call(discussion.openDiscussion, { params, body: { secondAdviserId } })).toMatchObject({
        code: "NEEDS_TWO_ADVISERS",
      });
    const body = { secondAdviserId: accountId };
    expect(await stranger.caller.call(discussion.openDiscussion, { params, body })).toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await stranger.caller.call(discussion.discussionDesk, { params })).toMatchObject({ code: "NOT_FOUND" });
  });

  test("[DISC-2] it waits for those who still read, and opens everybody’s activity with ten minutes each, thirty at least", async () => {
    const world = await sessionWorld(app, { candidates: 4 });
    for (const index of [0, 1, 2]) await read(world, index);
    const late = await read(world, 3, false);
    const [marc, line] = [nth(world.advisers, 0), nth(world.advisers, 1)];
    const params = { sessionId: world.sessionId };
    const body = { secondAdviserId: line.accountId };
    expect(await marc.caller.call(discussion.openDiscussion, { params, body })).toMatchObject({
      code: "NOT_ALLOWED_NOW",
    });
    expect((await marc.caller.must(discussion.discussionDesk, { params })).mayOpen).toBe(false);
    await commit(app.deps, (uow) => moveRunStep(uow, late, "READING", "submit", null));
    const opened = await Promise.all([
      marc.caller.must(discussion.openDiscussion, { params, body }),
      line.caller.must(discussion.openDiscussion, { params, body: { secondAdviserId: marc.accountId } }),
    ]);
    expect(new Set(opened.map(({ roomId }) => roomId)).size).toBe(1);
    const runs = await Promise.all(world.candidates.map(({ sittingId }) => runOf(app, sittingId, "DISCUSSION")));
    expect(runs.map(({ state, baseSeconds }) => ({ state, baseSeconds }))).toEqual(
      runs.map(() => ({ state: "OPEN", baseSeconds: 40 * 60 })),
    );
  });

  test("[DISC-2] two people have thirty minutes all the same", async () => {
    const { sittingIds } = await inDiscussion({ candidates: 2 });
    const runs = await Promise.all(sittingIds.map((sittingId) => runOf(app, sittingId, "DISCUSSION")));
    expect(runs.map(({ baseSeconds }) => baseSeconds)).toEqual([30 * 60, 30 * 60]);
  });

  test("[DISC-2] nobody is there, or the session is not in progress: not now", async () => {
    const world = await sessionWorld(app);
    const [marc, line] = [nth(world.advisers, 0), nth(world.advisers, 1)];
    const given = { params: { sessionId: world.sessionId }, body: { secondAdviserId: line.accountId } };
    expect(await marc.caller.call(discussion.openDiscussion, given)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  });
});

describe("while it lasts", () => {
  test("[DISC-3] a candidate sees the task and their own document, and nobody else’s", async () => {
    const place = await inDiscussion();
    const [amina, joseph] = [nth(place.world.candidates, 0), nth(place.world.candidates, 1)];
    const view = await amina.caller.must(discussion.myDiscussion, { params: { sittingId: amina.sittingId } });
    expect(view).toMatchObject({ roomId: place.roomId, hasMedia: true, clock: { part: "PREPARATION" } });
    expect(view.participants.filter(({ isMe }) => isMe)).toHaveLength(1);
    expect(view.participants).toHaveLength(2);
    const other = await joseph.caller.must(discussion.myDiscussion, { params: { sittingId: joseph.sittingId } });
    expect(other.document.id).not.toBe(view.document.id);
    const sent = JSON.stringify(view);
    for (const paragraph of other.document.paragraphs) expect(sent).not.toContain(paragraph);
    expect(sent).not.toContain('"facts"');
    expect(sent).not.toContain('"prompts"');
    const foreign = { params: { sittingId: joseph.sittingId } };
    expect(await amina.caller.call(discussion.myDiscussion, foreign)).toMatchObject({ code: "NOT_FOUND" });
  });

  test("[ROOM-2] the room opens to its participants and advisers; somebody who was not confirmed stays outside", async () => {
    const place = await inDiscussion({ candidates: 2 });
    const params = { roomId: place.roomId };
    const entry = await nth(place.world.candidates, 0).caller.must(rooms.joinRoom, { params });
    expect(entry).toMatchObject({ kind: "DISCUSSION", hasMedia: true });
    expect(entry.people).toHaveLength(4);
    await place.line.caller.must(rooms.joinRoom, { params });
    const world = await sessionWorld(app);
    expect(await nth(world.candidates, 0).caller.call(rooms.joinRoom, { params })).toMatchObject({ code: "NOT_FOUND" });
    const { sittingId, caller } = nth(world.candidates, 0);
    expect(await caller.call(discussion.myDiscussion, { params: { sittingId } })).toMatchObject({
      code: "IDENTITY_NOT_CONFIRMED",
    });
    await read(world, 0);
    expect(await caller.call(discussion.myDiscussion, { params: { sittingId } })).toMatchObject({
      code: "RUN_NOT_OPEN",
    });
  });

  test("[ROOM-6] in person there is a room and a frame, and nothing to connect to", async () => {
    const place = await inDiscussion({ deliveryMode: "IN_PERSON" });
    const entry = await place.marc.caller.must(rooms.joinRoom, { params: { roomId: place.roomId } });
    expect(entry).toMatchObject({ hasMedia: false, ticket: null, iceServers: [] });
    expect(await place.marc.caller.must(discussion.discussionDesk, { params: place.params })).toMatchObject({
      hasMedia: false,
      state: "OPEN",
    });
  });

  test("[DISC-4] the part that is on is the same for everybody, and the same part again keeps its beginning", async () => {
    const place = await inDiscussion();
    const set = (part: "OPENING" | "FREE") =>
      place.line.caller.must(discussion.setDiscussionPart, { params: { roomId: place.roomId }, body: { part } });
    app.clock.advance(60);
    await set("FREE");
    const since = app.clock.now().toISOString();
    app.clock.advance(60);
    await set("FREE");
    const { caller, sittingId } = nth(place.world.candidates, 1);
    const { clock } = await caller.must(discussion.myDiscussion, { params: { sittingId } });
    const desk = await place.marc.caller.must(discussion.discussionDesk, { params: place.params });
    expect(clock).toMatchObject({ part: "FREE", partSince: since });
    expect(desk.clock).toEqual(clock);
  });

  test("[DISC-5] a prompt is recorded with its words, for a participant only", async () => {
    const place = await inDiscussion();
    const sittingId = nth(place.sittingIds, 0);
    await prompt(place, sittingId, 2);
    const desk = await place.line.caller.must(discussion.discussionDesk, { params: place.params });
    const person = desk.people.find((candidate) => candidate.sittingId === sittingId);
    expect(person?.given.map(({ text }) => text)).toEqual(desk.prompts.slice(0, 2).map(({ text }) => text));
    const params = { roomId: place.roomId };
    const stranger = nth((await sessionWorld(app)).candidates, 0).sittingId;
    const promptId = nth(desk.prompts, 0).id;
    expect(
      await place.marc.caller.call(discussion.recordPrompt, { params, body: { sittingId: stranger, promptId } }),
    ).toMatchObject({ code: "NOT_FOUND" });
    expect(
      await place.marc.caller.call(discussion.recordPrompt, { params, body: { sittingId, promptId: "none" } }),
    ).toMatchObject({ code: "NOT_FOUND" });
    const outsider = nth((await sessionWorld(app)).advisers, 0).caller;
    expect(await outsider.call(discussion.recordPrompt, { params, body: { sittingId, promptId } })).toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await outsider.call(discussion.setDiscussionPart, { params, body: { part: "FREE" } })).toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await outsider.call(discussion.closeDiscussion, { params })).toMatchObject({ code: "NOT_FOUND" });
  });

  test("[DISC-6] closing it completes everybody’s activity, once; afterwards nothing more is recorded", async () => {
    const place = await inDiscussion();
    const params = { roomId: place.roomId };
    await place.line.caller.must(discussion.closeDiscussion, { params });
    await place.marc.caller.must(discussion.closeDiscussion, { params });
    for (const sittingId of place.sittingIds)
      expect((await runOf(app, sittingId, "DISCUSSION")).state).toBe("COMPLETED");
    expect(
      await place.marc.caller.call(discussion.setDiscussionPart, { params, body: { part: "FREE" } }),
    ).toMatchObject({ code: "ROOM_NOT_OPEN" });
    const desk = await place.marc.caller.must(discussion.discussionDesk, { params: place.params });
    expect(desk).toMatchObject({ state: "CLOSED", clock: null, mayOpen: false });
    const body = { sittingId: nth(place.sittingIds, 0), promptId: nth(desk.prompts, 0).id };
    expect(await place.marc.caller.call(discussion.recordPrompt, { params, body })).toMatchObject({
      code: "ROOM_NOT_OPEN",
    });
    const { caller, sittingId } = nth(place.world.candidates, 0);
    expect(await caller.call(discussion.myDiscussion, { params: { sittingId } })).toMatchObject({
      code: "ROOM_NOT_OPEN",
    });
    expect(await caller.call(rooms.joinRoom, { params })).toMatchObject({ code: "ROOM_NOT_OPEN" });
  });

  test("[DISC-6] somebody whose time ran out stays in the room until it is closed", async () => {
    const place = await inDiscussion();
    const { caller, sittingId } = nth(place.world.candidates, 0);
    await commit(app.deps, (uow) => moveRunStep(uow, sittingId, "DISCUSSION", "timeUp", null));
    await caller.must(rooms.joinRoom, { params: { roomId: place.roomId } });
    await place.marc.caller.must(discussion.closeDiscussion, { params: { roomId: place.roomId } });
  });
});

describe("the participation gate", () => {
  const give = (
    place: DiscussionWorld,
    who: "marc" | "line",
    sittingId: string,
    body: typeof no,
  ) => place[who].caller.call(discussion.giveGateOpinion, { params: { sittingId }, body });
  const close = (place: DiscussionWorld) =>
    place.marc.caller.must(discussion.closeDiscussion, { params: { roomId: place.roomId } });

  test("[GATE-1] one «yes» is enough to go on", async () => {
    const place = await inDiscussion();
    const sittingId = nth(place.sittingIds, 0);
    await prompt(place, sittingId, 2);
    await close(place);
    expect(await give(place, "marc", sittingId, no)).toMatchObject({ ok: true, value: { outcome: "PENDING" } });
    expect(await give(place, "line", sittingId, yes)).toMatchObject({ ok: true, value: { outcome: "CONTINUES" } });
    const params = { sessionId: place.world.sessionId, activity: "WRITING" as const };
    const { opened } = await place.marc.caller.must(conduct.openActivity, {
      params,
      body: { sittingIds: [sittingId] },
    });
    expect(opened).toEqual([sittingId]);
    expect(await give(place, "line", sittingId, yes)).toMatchObject({ code: "ALREADY_LOCKED" });
  });

  test("[GATE-2] two «no» with reasons and two prompts stop the person: what follows is not evaluated", async () => {
    const place = await inDiscussion();
    const sittingId = nth(place.sittingIds, 0);
    await prompt(place, sittingId, 2);
    await close(place);
    await give(place, "marc", sittingId, no);
    expect(await give(place, "line", sittingId, no)).toMatchObject({ ok: true, value: { outcome: "STOPPED" } });
    const runs = await Promise.all(
      (["READING", "DISCUSSION", "WRITING", "INTERVIEW"] as const).map((activity) => runOf(app, sittingId, activity)),
    );
    expect(runs.map(({ state }) => state)).toEqual(["COMPLETED", "GATE_STOPPED", "NOT_EVALUATED", "NOT_EVALUATED"]);
    expect(await app.deps.db.sitting.findUnique({ where: { id: sittingId }, select: { state: true } })).toEqual({
      state: "COMPLETED",
    });
    expect(
      await app.deps.db.outboxEvent.count({
        where: { topic: "sitting.completed", payload: { path: ["sittingId"], equals: sittingId } },
      }),
    ).toBe(1);
    // The other person is not touched.
    expect((await runOf(app, nth(place.sittingIds, 1), "DISCUSSION")).state).toBe("COMPLETED");
  });

  test("[GATE-3] a «no» without two prompts for this very person, or without reasons, is refused", async () => {
    const place = await inDiscussion();
    const [first, second] = [nth(place.sittingIds, 0), nth(place.sittingIds, 1)];
    await prompt(place, first, 1);
    await prompt(place, second, 2);
    await close(place);
    expect(await give(place, "marc", first, no)).toMatchObject({ code: "NEEDS_TWO_PROMPTS" });
    expect(await give(place, "marc", second, { ...no, reasons: "  non " })).toMatchObject({ code: "REASON_REQUIRED" });
    expect(await app.deps.db.gateOpinion.count({ where: { sittingId: { in: place.sittingIds } } })).toBe(0);
  });

  test("[GATE-4] only the two evaluators decide, once each, after the discussion and before the writing", async () => {
    const place = await inDiscussion();
    const sittingId = nth(place.sittingIds, 0);
    expect(await give(place, "marc", sittingId, yes)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    await close(place);
    const third = await app.account({ roles: ["ADVISER"] });
    await app.deps.db.sessionAdviser.create({ data: { sessionId: place.world.sessionId, accountId: third } });
    const thirdCaller = await app.as(third);
    expect(await thirdCaller.call(discussion.giveGateOpinion, { params: { sittingId }, body: yes })).toMatchObject({
      code: "NEEDS_TWO_ADVISERS",
    });
    const outsider = nth((await sessionWorld(app)).advisers, 0).caller;
    expect(await outsider.call(discussion.giveGateOpinion, { params: { sittingId }, body: yes })).toMatchObject({
      code: "NOT_FOUND",
    });
    await give(place, "marc", sittingId, yes);
    await give(place, "line", sittingId, yes);
    const other = nth(place.sittingIds, 1);
    await commit(app.deps, (uow) => moveRunStep(uow, other, "WRITING", "open", null));
    expect(await give(place, "marc", other, yes)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  });

  test("[GATE-5] an evaluator sees that the other has given an opinion, and not which", async () => {
    const place = await inDiscussion();
    const sittingId = nth(place.sittingIds, 0);
    await prompt(place, sittingId, 2);
    await close(place);
    await give(place, "marc", sittingId, no);
    const desk = await place.line.caller.must(discussion.discussionDesk, { params: place.params });
    const person = desk.people.find((candidate) => candidate.sittingId === sittingId);
    expect(person?.gate).toEqual({ outcome: "PENDING", mine: null, isOtherGiven: true, mayGive: true });
    expect(JSON.stringify(desk)).not.toContain(no.reasons);
  });

  test("[GATE-2] two «no» given at the same moment stop the person once", async () => {
    const place = await inDiscussion();
    const sittingId = nth(place.sittingIds, 0);
    await prompt(place, sittingId, 2);
    await close(place);
    const given = await Promise.all([give(place, "marc", sittingId, no), give(place, "line", sittingId, no)]);
    expect(given.map((result) => (result.ok ? result.value.outcome : result.code)).toSorted()).toEqual([
      "PENDING",
      "STOPPED",
    ]);
  });
});

test("[INC-7] whoever is stopped in a discussion is out of its room at once; the others stay, and it opens to them no more", async () => {
  const { world, roomId } = await openDiscussionIn(app);
  const person = nth(world.candidates, 0);
  await person.caller.must(rooms.joinRoom, { params: { roomId } });
  const expelled: unknown[] = [];
  const stop = app.deps.bus.subscribe((topic) => {
    const found = peerOfExpelledTopic(topic);
    if (found) expelled.push(found);
  });
  await endByTwo(world, 0, "DISCUSSION");
  stop();
  expect(expelled).toEqual([{ room: roomId, peer: person.accountId }]);
  expect(await person.caller.call(rooms.joinRoom, { params: { roomId } })).toMatchObject({ code: "RUN_NOT_OPEN" });
});
