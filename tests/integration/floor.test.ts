import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as discussion from "#shared/protocol/discussion.ts";
import * as floor from "#shared/protocol/floor.ts";
import * as rooms from "#shared/protocol/rooms.ts";
import { heartbeat } from "#shared/protocol/sitting.ts";
import { createMediaOffice } from "#server/features/rooms/media-office.ts";
import { noteConnected } from "#server/features/rooms/store.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { openDiscussionIn, type DiscussionWorld } from "../support/discussion-world.ts";
import { nth, runOf, sessionWorld } from "../support/session-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

const deskOf = (place: DiscussionWorld) => place.line.caller.must(discussion.discussionDesk, { params: place.params });
const setHand = (place: DiscussionWorld, index: number, isRaised: boolean) => {
  const { caller, sittingId } = nth(place.world.candidates, index);
  return caller.call(floor.raiseHand, { params: { sittingId }, body: { isRaised } });
};
const give = (place: DiscussionWorld, sittingId: string | null) =>
  place.marc.caller.call(floor.giveFloor, { params: { roomId: place.roomId }, body: { sittingId } });
const viewOf = (place: DiscussionWorld, index: number) => {
  const { caller, sittingId } = nth(place.world.candidates, index);
  return caller.must(discussion.myDiscussion, { params: { sittingId } });
};

describe("hands and the floor", () => {
  test("[FLOOR-1] advisers see hands in the order in which they went up; a hand that is up keeps its place", async () => {
    const place = await openDiscussionIn(app, { candidates: 3 });
    for (const index of [2, 0]) {
      await setHand(place, index, true);
      app.clock.advance(5);
    }
    await setHand(place, 2, true);
    const queue = (await deskOf(place)).people
      .filter(({ handAt }) => handAt !== null)
      .toSorted((a, b) => (a.handAt ?? "").localeCompare(b.handAt ?? ""));
    expect(queue.map(({ sittingId }) => sittingId)).toEqual([2, 0].map((index) => nth(place.world.candidates, index).sittingId));
    await setHand(place, 2, false);
    expect((await viewOf(place, 1)).participants.filter(({ isHandRaised }) => isHandRaised)).toHaveLength(1);
  });

  test("[FLOOR-2] an adviser gives the floor: everybody sees who has it, the hand goes down, and each change is kept", async () => {
    const place = await openDiscussionIn(app);
    const [amina, joseph] = [nth(place.world.candidates, 0), nth(place.world.candidates, 1)];
    await setHand(place, 0, true);
    const raisedAt = app.clock.now();
    app.clock.advance(12);
    expect(await give(place, amina.sittingId)).toMatchObject({ ok: true });
    await give(place, amina.sittingId);
    expect((await deskOf(place)).floor).toEqual({ sittingId: amina.sittingId, since: app.clock.now().toISOString() });
    const seen = (await viewOf(place, 1)).participants.find(({ peer }) => peer === amina.accountId);
    expect(seen).toMatchObject({ hasFloor: true, isHandRaised: false });
    app.clock.advance(30);
    await give(place, joseph.sittingId);
    app.clock.advance(30);
    await give(place, null);
    expect((await deskOf(place)).floor).toBeNull();
    const turns = await app.deps.db.floorTurn.findMany({
      where: { roomId: place.roomId },
      select: { sittingId: true, handAt: true, adviserId: true },
      orderBy: { givenAt: "asc" },
    });
    const adviserId = place.marc.accountId;
    expect(turns).toEqual([
      { sittingId: amina.sittingId, handAt: raisedAt, adviserId },
      { sittingId: joseph.sittingId, handAt: null, adviserId },
      { sittingId: null, handAt: null, adviserId },
    ]);
  });

  test("[FLOOR-3] one’s own hand only, for a participant only, while the discussion is open", async () => {
    const place = await openDiscussionIn(app);
    const [amina, joseph] = [nth(place.world.candidates, 0), nth(place.world.candidates, 1)];
    expect(
      await amina.caller.call(floor.raiseHand, { params: { sittingId: joseph.sittingId }, body: { isRaised: true } }),
    ).toMatchObject({ code: "NOT_FOUND" });
    const other = await sessionWorld(app);
    expect(await give(place, nth(other.candidates, 0).sittingId)).toMatchObject({ code: "NOT_FOUND" });
    const params = { roomId: place.roomId };
    const stranger = nth(other.advisers, 0).caller;
    expect(await stranger.call(floor.giveFloor, { params, body: { sittingId: amina.sittingId } })).toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await stranger.call(floor.speakingTimes, { params })).toMatchObject({ code: "NOT_FOUND" });
    await place.marc.caller.must(discussion.closeDiscussion, { params });
    expect(await setHand(place, 0, true)).toMatchObject({ code: "ROOM_NOT_OPEN" });
    expect(await give(place, amina.sittingId)).toMatchObject({ code: "ROOM_NOT_OPEN" });
  });
});

/** What the media node says: these people spoke, from and to in seconds from now. */
async function spoke(place: DiscussionWorld, said: readonly (readonly [index: number, from: number, to: number])[]) {
  const nowMs = app.clock.now().getTime();
  const pieces = said.map(([index, from, to]) => ({
    peer: nth(place.world.candidates, index).accountId,
    fromMs: nowMs + from * 1_000,
    toMs: nowMs + to * 1_000,
    averageDbov: -25,
  }));
  await createMediaOffice(app.deps).noteSpeech(place.roomId, pieces);
}
/** What the media node says each second: these people are connected. */
const connected = (place: DiscussionWorld, accountIds: readonly string[]) =>
  noteConnected(app.deps.db, [{ room: place.roomId, peers: accountIds }], app.clock.now());
const enterAll = async (place: DiscussionWorld) => {
  for (const { caller } of place.world.candidates) await caller.must(rooms.joinRoom, { params: { roomId: place.roomId } });
  await connected(place, place.world.candidates.map(({ accountId }) => accountId));
};
const timesIn = (place: DiscussionWorld) =>
  place.marc.caller.must(floor.speakingTimes, { params: { roomId: place.roomId } });

describe("speaking time", () => {
  test("[SPK-4] what the media node measured is kept, once, and shown to advisers alone", async () => {
    const place = await openDiscussionIn(app, { candidates: 3 });
    await enterAll(place);
    await spoke(place, [[0, 0, 5]]);
    await spoke(place, [[0, 0, 5], [0, 5, 8], [1, 9, 15]]);
    await give(place, nth(place.world.candidates, 1).sittingId);
    const times = await timesIn(place);
    expect(times).toMatchObject({ isMeasured: true, totalSeconds: 14, floorShare: 1 / 6, hints: [] });
    const byPerson = place.world.candidates.map(({ sittingId }) => times.people.find((one) => one.sittingId === sittingId));
    expect(byPerson).toMatchObject([
      { seconds: 8, turns: 1, longestTurnSeconds: 8, timesOffered: 0 },
      { seconds: 6, turns: 1, timesOffered: 1 },
      { seconds: 0, turns: 0, lastSpokeAt: null },
    ]);
    const { caller, sittingId } = nth(place.world.candidates, 0);
    expect(await caller.call(floor.speakingTimes, { params: { roomId: place.roomId } })).toMatchObject({
      code: "FORBIDDEN",
    });
    const sent = JSON.stringify(await caller.must(discussion.myDiscussion, { params: { sittingId } }));
    for (const word of ["seconds", "share", "turns"]) expect(sent.toLowerCase()).not.toContain(`"${word}"`);
    await expect(app.deps.db.$executeRaw`UPDATE "SpeechInterval" SET "averageDbov" = 0`).rejects.toThrow();
  });

  test("[SPK-4] nobody who was never in the room, no trial and no other kind of room is measured", async () => {
    const place = await openDiscussionIn(app);
    await spoke(place, [[0, 0, 5]]);
    const office = createMediaOffice(app.deps);
    await office.noteSpeech("trial-1", [{ peer: "x", fromMs: 0, toMs: 1, averageDbov: -20 }]);
    expect((await timesIn(place)).totalSeconds).toBe(0);
  });

  test("[SPK-5] in the free discussion advisers are told who has not spoken for four minutes", async () => {
    const place = await openDiscussionIn(app, { candidates: 2 });
    await enterAll(place);
    const stay = async (seconds: number) => {
      app.clock.advance(seconds);
      for (const { caller, sittingId, accountId } of place.world.candidates) {
        await caller.must(heartbeat, { params: { sittingId }, body: { page: "discussion", battery: null, unsent: 0 } });
        await connected(place, [accountId]);
      }
    };
    const params = { roomId: place.roomId };
    await place.marc.caller.must(discussion.setDiscussionPart, { params, body: { part: "FREE" } });
    await stay(250);
    await spoke(place, [[0, -30, -1]]);
    const silent = nth(place.world.candidates, 1).sittingId;
    expect((await timesIn(place)).hints).toEqual([{ sittingId: silent, kind: "QUIET", minutes: 4 }]);
    await place.marc.caller.must(discussion.setDiscussionPart, { params, body: { part: "CLOSING" } });
    expect((await timesIn(place)).hints).toEqual([]);
  });
});

describe("somebody is missing", () => {
  async function withoutJoseph(candidates: number, part: "FREE" | "OPENING") {
    const place = await openDiscussionIn(app, { candidates });
    await enterAll(place);
    const params = { roomId: place.roomId };
    await place.marc.caller.must(discussion.setDiscussionPart, { params, body: { part } });
    const joseph = nth(place.world.candidates, 1);
    const others = place.world.candidates.filter(({ sittingId }) => sittingId !== joseph.sittingId);
    const beat = async ({ caller, sittingId, accountId }: (typeof others)[number]) => {
      await caller.must(heartbeat, { params: { sittingId }, body: { page: "discussion", battery: null, unsent: 0 } });
      await connected(place, [accountId]);
    };
    await beat(joseph);
    const pass = async (seconds: number) => {
      app.clock.advance(seconds);
      for (const other of others) await beat(other);
    };
    await pass(0);
    const absence = async () =>
      (await deskOf(place)).people.find(({ sittingId }) => sittingId === joseph.sittingId)?.absence;
    const decide = (outcome: "GO_ON" | "RESTART", reason = "Aucune réponse aux appels depuis six minutes.") =>
      place.marc.caller.call(floor.decideAbsence, { params, body: { sittingId: joseph.sittingId, outcome, reason } });
    return { place, joseph, beat, pass, absence, decide };
  }

  test("[ABS-1] the server itself sees it; the turn is held, and whoever comes back simply goes on", async () => {
    const { place, joseph, beat, pass, absence } = await withoutJoseph(3, "FREE");
    await setHand(place, 1, true);
    const since = app.clock.now().toISOString();
    expect(await absence()).toBeNull();
    await pass(20);
    expect(await absence()).toEqual({ since, stage: "HELD", rule: "GO_ON" });
    await pass(110);
    expect(await absence()).toMatchObject({ stage: "RELAY" });
    const person = (await deskOf(place)).people.find(({ sittingId }) => sittingId === joseph.sittingId);
    expect(person?.handAt).toBe(since);
    expect(person?.facts.length).toBeGreaterThan(0);
    await beat(joseph);
    expect(await absence()).toBeNull();
    const sent = JSON.stringify(await viewOf(place, 0));
    expect(sent).not.toContain("absence");
  });

  test("[ABS-2] nothing is decided within five minutes, without a reason, or for somebody who is there", async () => {
    const { place, pass, decide } = await withoutJoseph(3, "FREE");
    await pass(200);
    expect(await decide("GO_ON")).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    await pass(101);
    expect(await decide("GO_ON", "parti")).toMatchObject({ code: "REASON_REQUIRED" });
    const params = { roomId: place.roomId };
    const body = { sittingId: nth(place.world.candidates, 0).sittingId, outcome: "GO_ON" as const, reason: "Aucune réponse aux appels." };
    expect(await place.marc.caller.call(floor.decideAbsence, { params, body })).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    expect(await app.deps.db.absenceDecision.count({ where: { roomId: place.roomId } })).toBe(0);
  });

  test("[ABS-3] going on ends the absent person’s activity without a fault, and the others’ goes on", async () => {
    const { place, joseph, pass, absence, decide } = await withoutJoseph(3, "FREE");
    await setHand(place, 1, true);
    await give(place, joseph.sittingId);
    await pass(310);
    expect(await absence()).toMatchObject({ stage: "TO_DECIDE", rule: "GO_ON" });
    expect(await decide("GO_ON")).toMatchObject({ ok: true });
    expect(await decide("GO_ON")).toMatchObject({ ok: true });
    expect((await runOf(app, joseph.sittingId, "DISCUSSION")).state).toBe("TECHNICAL");
    expect((await runOf(app, nth(place.world.candidates, 0).sittingId, "DISCUSSION")).state).toBe("OPEN");
    const desk = await deskOf(place);
    expect(desk.floor).toBeNull();
    const person = desk.people.find(({ sittingId }) => sittingId === joseph.sittingId);
    expect(person).toMatchObject({ absence: null, handAt: null, absences: [{ outcome: "GO_ON" }] });
    expect(await joseph.caller.call(rooms.joinRoom, { params: { roomId: place.roomId } })).toMatchObject({ code: "RUN_NOT_OPEN" });
    await place.marc.caller.must(discussion.closeDiscussion, { params: { roomId: place.roomId } });
  });

  test("[ABS-4] beginning again gives everybody the whole time, empties the queue, and counts speech from there", async () => {
    const { place, pass, absence, decide } = await withoutJoseph(2, "OPENING");
    await spoke(place, [[0, 1, 20]]);
    await setHand(place, 0, true);
    await pass(330);
    expect(await absence()).toMatchObject({ stage: "TO_DECIDE", rule: "RESTART" });
    expect(await decide("RESTART")).toMatchObject({ ok: true });
    const desk = await deskOf(place);
    expect(desk.clock).toMatchObject({ part: "PREPARATION", partSince: app.clock.now().toISOString() });
    expect(desk.people.map(({ handAt }) => handAt)).toEqual([null, null]);
    for (const { sittingId } of place.world.candidates) {
      const run = await runOf(app, sittingId, "DISCUSSION");
      expect(run.endsAt?.getTime()).toBe(app.clock.now().getTime() + run.baseSeconds * 1_000);
    }
    expect((await timesIn(place)).totalSeconds).toBe(0);

    // Both advisers pressed it; then the person is still missing five minutes later, and it begins again once more.
    expect(await decide("RESTART")).toMatchObject({ ok: true });
    expect(await absence()).toBeNull();
    expect(await app.deps.db.absenceDecision.count({ where: { roomId: place.roomId } })).toBe(1);
    await pass(330);
    expect(await absence()).toMatchObject({ stage: "TO_DECIDE", since: desk.clock?.partSince });
    expect(await decide("RESTART")).toMatchObject({ ok: true });
    expect((await deskOf(place)).clock?.partSince).toBe(app.clock.now().toISOString());
    expect(await app.deps.db.absenceDecision.count({ where: { roomId: place.roomId } })).toBe(2);
  });

  test("[ABS-1] a page that lives and asks for tickets, and never reaches the media node, is missing", async () => {
    const { place, joseph, pass, absence } = await withoutJoseph(3, "FREE");
    await pass(20);
    const params = { roomId: place.roomId };
    await joseph.caller.must(heartbeat, { params: { sittingId: joseph.sittingId }, body: { page: "discussion", battery: null, unsent: 0 } });
    await joseph.caller.must(rooms.joinRoom, { params });
    expect(await absence()).toMatchObject({ stage: "HELD" });
  });

  test("[ABS-5] at a table the advisers see it themselves, and decide with the same rule and a reason", async () => {
    const place = await openDiscussionIn(app, { deliveryMode: "IN_PERSON", candidates: 3 });
    const joseph = nth(place.world.candidates, 1).sittingId;
    app.clock.advance(600);
    expect((await deskOf(place)).people.map(({ absence }) => absence)).toEqual([null, null, null]);
    const body = { sittingId: joseph, outcome: "GO_ON" as const, reason: "Malaise, la personne a quitté la salle." };
    await place.marc.caller.must(floor.decideAbsence, { params: { roomId: place.roomId }, body });
    expect((await runOf(app, joseph, "DISCUSSION")).state).toBe("TECHNICAL");
  });
});
