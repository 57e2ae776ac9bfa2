import { existsSync } from "node:fs";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { destroyKeyStep, removeTrackFiles } from "#server/features/rooms/steps.ts";
import { recordedVoices } from "#server/features/rooms/queries.ts";
import { shelveOnce } from "#server/features/rooms/shelve-segments.ts";
import { createShelf } from "#server/platform/shelf/shelf.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { startObjectStore, storeKey, type ObjectStore } from "#tests/support/object-store.ts";
import { closeAndSeal, keepSecond, openInterview } from "#tests/support/recorded.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";

/** Recordings in a store: the folder of a node is only where they wait. */

let app: TestApp;
let store: ObjectStore;
beforeAll(async () => {
  store = await startObjectStore();
  app = await startTestApp();
});
afterAll(async () => {
  await app.stop();
  await store.stop();
});

const inStore = () => ({ ...app.deps, config: { ...app.deps.config, recording: { ...app.deps.config.recording, shelf: { url: store.url, ...storeKey } } } });

test("[STORE-2] sealed segments go to the store as they were sealed, wait while it is away, and are played from there", async () => {
  const world = await sessionWorld(app);
  const { accountId, sittingId } = nth(world.candidates, 0);
  const roomId = await openInterview(app, world);
  const folder = (await keepSecond(app, roomId, accountId, "microphone")) ?? "";
  await closeAndSeal(app, roomId);
  await writeFile(join(folder, "000002.part"), "still being written");
  const deps = inStore();
  const shelf = createShelf({ url: store.url, ...storeKey });

  store.setAway(true);
  await expect(shelveOnce(deps, shelf)).rejects.toThrow("503");
  expect(await readdir(folder)).toEqual(["000001.seg", "000002.part"]);
  store.setAway(false);
  expect(await shelveOnce(deps, shelf)).toBe(1);
  expect(await readdir(folder)).toEqual(["000002.part"]);
  expect(await shelveOnce(deps, shelf)).toBe(0);
  const [name] = store.objects.keys();
  expect(name).toMatch(/^\/bucket\/recordings\/[0-9a-f-]{36}\/[0-9a-f-]{36}\/000001\.seg$/);

  const [voice] = await recordedVoices(deps, sittingId, "INTERVIEW");
  expect(voice).toMatchObject({ isDamaged: false, speaker: "EVALUATED" });
  expect(voice?.durationMs).toBeGreaterThan(900);
  // Without the store it is known that something lacks.
  const [lost] = await recordedVoices(app.deps, sittingId, "INTERVIEW");
  expect(lost).toMatchObject({ isDamaged: true });

  const [track] = await app.deps.db.recordingTrack.findMany({ where: { accountId }, select: { id: true, recordingId: true, keyId: true } });
  if (!track) throw new Error("There is a track.");
  await commit(app.deps, (uow) => destroyKeyStep(uow, track.keyId));
  await removeTrackFiles(deps, track);
  await removeTrackFiles(deps, track);
  expect([store.objects.size, existsSync(folder)]).toEqual([0, false]);
  expect(store.refused).toEqual([]);
}, 120_000);

test("[STORE-2] what was altered since it was sealed, or is not in the books, is not taken to the store", async () => {
  const world = await sessionWorld(app);
  const roomId = await openInterview(app, world);
  const folder = (await keepSecond(app, roomId, nth(world.candidates, 0).accountId, "microphone")) ?? "";
  await closeAndSeal(app, roomId);
  await writeFile(join(folder, "000001.seg"), "altered");
  await writeFile(join(folder, "000009.seg"), "unknown");
  expect(await shelveOnce(inStore(), createShelf({ url: store.url, ...storeKey }))).toBe(0);
  expect(await readdir(folder)).toEqual(["000001.seg", "000009.seg"]);
});

test("[STORE-1] a store that refuses says why, and nothing counts as taken", async () => {
  const stranger = createShelf({ url: store.url, ...storeKey, secret: "another" });
  await expect(stranger.put("a/b", Buffer.from("x"))).rejects.toThrow("403");
  await expect(stranger.get("a/b")).rejects.toThrow("403");
  const shelf = createShelf({ url: store.url, ...storeKey });
  await shelf.put("with space/é.seg", Buffer.from("x"));
  expect((await shelf.get("with space/é.seg"))?.toString()).toBe("x");
  expect(await shelf.get("nothing")).toBeUndefined();
  await shelf.remove("nothing");
});
