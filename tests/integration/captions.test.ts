import { afterAll, beforeAll, expect, test } from "vitest";
import * as captions from "#shared/protocol/captions.ts";
import * as discussion from "#shared/protocol/discussion.ts";
import { grantMeasures } from "../support/accommodations.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { openDiscussionIn, type DiscussionWorld } from "../support/discussion-world.ts";
import { nth, sessionWorld } from "../support/session-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

/** The first of the group was granted captions before the day. */
async function withCaptions(): Promise<DiscussionWorld> {
  const place = await openDiscussionIn(app, { candidates: 3 });
  await grantMeasures(app, { registrationId: nth(place.world.candidates, 0).registrationId, decidedById: place.marc.accountId }, { hasCaptions: true });
  return place;
}
const say = (place: DiscussionWorld, text: string, speaker = "Joseph K.") =>
  place.line.caller.call(captions.addCaption, { params: { roomId: place.roomId }, body: { speaker, text } });
const readAs = (place: DiscussionWorld, index: number) =>
  nth(place.world.candidates, index).caller.call(captions.roomCaptions, { params: { roomId: place.roomId } });
const viewAs = (place: DiscussionWorld, index: number) => {
  const { caller, sittingId } = nth(place.world.candidates, index);
  return caller.must(discussion.myDiscussion, { params: { sittingId } });
};

test("[CAP-1] lines are read by whoever was granted them, in their order, and stay", async () => {
  const place = await withCaptions();
  expect(await say(place, "Je propose une ronde à 19 h.")).toMatchObject({ ok: true });
  await say(place, "D’accord avec Joseph.", "");
  const desk = await place.marc.caller.must(captions.roomCaptions, { params: { roomId: place.roomId } });
  expect(desk.names).toHaveLength(1);
  expect(desk.speakers).toHaveLength(5);
  const read = await readAs(place, 0);
  expect(read).toMatchObject({
    ok: true,
    value: {
      names: [],
      speakers: [],
      captions: [
        { speaker: "Joseph K.", text: "Je propose une ronde à 19 h." },
        { speaker: "", text: "D’accord avec Joseph." },
      ],
    },
  });
  await place.marc.caller.must(discussion.closeDiscussion, { params: { roomId: place.roomId } });
  expect(await say(place, "Trop tard.")).toMatchObject({ code: "ROOM_NOT_OPEN" });
  expect(await app.deps.db.caption.count({ where: { roomId: place.roomId } })).toBe(2);
  await expect(app.deps.db.$executeRaw`DELETE FROM "Caption"`).rejects.toThrow();
});

test("[CAP-2] the others of the group read nothing, and no page says that somebody has captions", async () => {
  const place = await withCaptions();
  await say(place, "Une phrase.");
  expect([(await viewAs(place, 0)).hasCaptions, (await viewAs(place, 1)).hasCaptions]).toEqual([true, false]);
  for (const index of [1, 2]) expect(await readAs(place, index)).toMatchObject({ code: "NOT_FOUND" });
  expect(JSON.stringify(await viewAs(place, 1))).not.toContain("Une phrase.");
  const stranger = nth((await sessionWorld(app)).advisers, 0).caller;
  const params = { roomId: place.roomId };
  expect(await stranger.call(captions.roomCaptions, { params })).toMatchObject({ code: "NOT_FOUND" });
  expect(await stranger.call(captions.addCaption, { params, body: { speaker: "", text: "Non." } })).toMatchObject({
    code: "NOT_FOUND",
  });
});

test("[CAP-2] where nobody has them, none are taken", async () => {
  const place = await openDiscussionIn(app);
  expect(await say(place, "Pour personne.")).toMatchObject({ code: "NOT_ALLOWED_NOW" });
  expect((await place.marc.caller.must(captions.roomCaptions, { params: { roomId: place.roomId } })).names).toEqual([]);
});
