import { expect, test, type Browser } from "@playwright/test";
import { startBareRoom, type BareRoomServer } from "./bare-room/server.ts";
import { enterRoom, expectBoth, remoteVideo, voicesAt } from "./bare-room/watching.ts";

/** Two browsers, one room: pictures that are decoded, sound that arrives, and what becomes of them on a bad day. */

// The small layer of a camera of 640 × 480.
const thumbWidth = 160;

let server: BareRoomServer;
test.beforeAll(async () => {
  server = await startBareRoom();
});
test.afterAll(() => server.stop());
const enter = (browser: Browser, room: string, peer: string, more = "") => enterRoom(browser, server, room, peer, more);

test("[MEDIA-1] two browsers see and hear each other", async ({ browser }) => {
  const [amina, marc] = await Promise.all([enter(browser, "one", "amina"), enter(browser, "one", "marc")]);
  await expectBoth(amina, marc);
  // The high layer comes, since the picture is looked at in full; how high depends on how busy the machine is.
  await expect
    .poll(() => remoteVideo(amina).evaluate((video) => (video instanceof HTMLVideoElement ? video.videoWidth : 0)), {
      timeout: 120_000,
    })
    .toBeGreaterThan(thumbWidth);
  await Promise.all([amina.context().close(), marc.context().close()]);
});

test("[MEDIA-2] a reload enters again, and leaves no ghost behind", async ({ browser }) => {
  const [amina, marc] = await Promise.all([enter(browser, "two", "amina"), enter(browser, "two", "marc")]);
  await expectBoth(amina, marc);
  await amina.reload();
  await expectBoth(amina, marc);
  await expect(amina.locator("#state")).toHaveText("live 2");
  await Promise.all([amina.context().close(), marc.context().close()]);
});

test("[MEDIA-3] a lost socket is taken up without making anything anew", async ({ browser }) => {
  const [amina, marc] = await Promise.all([enter(browser, "three", "amina"), enter(browser, "three", "marc")]);
  await expectBoth(amina, marc);
  await remoteVideo(amina).evaluate((video) => (video.dataset["mark"] = "the same"));
  server.cutSockets();
  await expect(amina.locator("body")).toHaveAttribute(
    "data-connections",
    /^connecting live reconnecting (reconnecting )*live$/,
  );
  await expect(amina.locator("#state")).toHaveText("live 2");
  await expectBoth(amina, marc);
  await expect(remoteVideo(amina)).toHaveAttribute("data-mark", "the same");
  await Promise.all([amina.context().close(), marc.context().close()]);
});

test("[HEAR-2] a voice that does not arrive any more is received anew by itself, and nothing else is made anew", async ({ browser }) => {
  const [amina, marc] = await Promise.all([enter(browser, "hushed", "amina"), enter(browser, "hushed", "marc")]);
  await expectBoth(amina, marc);
  await remoteVideo(marc).evaluate((video) => (video.dataset["mark"] = "the same"));
  const before = await voicesAt(marc);
  server.hush();
  // Three looks without a packet, then it is asked for again.
  await expect.poll(async () => (await voicesAt(marc)).some((ssrc) => !before.includes(ssrc))).toBe(true);
  await expectBoth(amina, marc);
  for (const page of [amina, marc]) await expect(page.locator("body")).toHaveAttribute("data-connections", "connecting live");
  await expect(remoteVideo(marc)).toHaveAttribute("data-mark", "the same");
  await Promise.all([amina.context().close(), marc.context().close()]);
});

test("[MEDIA-4] a worker that dies is replaced, and everybody is back by themselves", async ({ browser }) => {
  const [amina, marc] = await Promise.all([enter(browser, "four", "amina"), enter(browser, "four", "marc")]);
  await expectBoth(amina, marc);
  const [pid] = await server.node.workerPids();
  if (pid === undefined) throw new Error("There is no worker.");
  process.kill(pid, "SIGKILL");
  await expect.poll(async () => (await server.node.workerPids()).join()).not.toBe(String(pid));
  await expect(amina.locator("#state")).toHaveText("live 2");
  await expectBoth(amina, marc);
  await Promise.all([amina.context().close(), marc.context().close()]);
});

test("[MEDIA-5] entering from a second window ends the first; closing the room ends both", async ({ browser }) => {
  const first = await enter(browser, "five", "amina");
  await expect(first.locator("#state")).toHaveText("live 1");
  const second = await enter(browser, "five", "amina");
  await expect(second.locator("#state")).toHaveText("live 1");
  await expect(first.locator("#state")).toHaveText("superseded 0");
  server.closeRoom("five");
  await expect(second.locator("#state")).toHaveText("closed 0");
  await Promise.all([first.context().close(), second.context().close()]);
});

test("[REC-7] who is recorded is seen by everybody, and what is kept is the sound that was sent", async ({ browser }) => {
  const [amina, marc] = await Promise.all([enter(browser, "kept", "amina", "&recorded=microphone"), enter(browser, "kept", "marc")]);
  await expectBoth(amina, marc);
  for (const page of [amina, marc]) await expect(page.locator("body")).toHaveAttribute("data-recorded", "amina");
  // Chromium's own device beeps all the time.
  await amina.waitForTimeout(4_000);
  await amina.context().close();
  // Nothing was said by anybody: it is found out.
  await expect(marc.locator("body")).toHaveAttribute("data-stalled", "amina");
  await expect(marc.locator("body")).toHaveAttribute("data-recorded", "");
  const voice = await server.voiceOf("kept", "amina");
  expect(voice.durationMs).toBeGreaterThan(4_000);
  expect(voice.speech.length).toBeGreaterThan(0);
  expect(voice.gaps).toEqual([]);
  await expect(server.voiceOf("kept", "marc")).rejects.toThrow("Nothing was kept");
  // The browser itself accepts the file.
  const played = await marc.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0);
    const decoded = await new AudioContext().decodeAudioData(bytes.buffer);
    return { ms: decoded.duration * 1000, peak: decoded.getChannelData(0).reduce((most, sample) => Math.max(most, sample), 0) };
  }, voice.ogg.toString("base64"));
  expect(Math.abs(played.ms - voice.durationMs)).toBeLessThan(100);
  expect(played.peak).toBeGreaterThan(0.05);
  await marc.context().close();
});
