import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { startBareRoom, type BareRoomServer } from "./bare-room/server.ts";

/** What a real browser sends, as it is kept and put together: checked by tools that know nothing of this project. */

let server: BareRoomServer;
let folder: string;
test.beforeAll(async () => {
  server = await startBareRoom();
  folder = await mkdtemp(join(tmpdir(), "epreuve-film-"));
});
test.afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Moments in seconds at which a row of values rises above a threshold, having been below it for a second. */
function rises(values: readonly { readonly at: number; readonly value: number }[], threshold: number): number[] {
  const found: number[] = [];
  let lastHigh = Number.NEGATIVE_INFINITY;
  for (const { at, value } of values) {
    if (value < threshold) continue;
    if (at - lastHigh > 1) found.push(at);
    lastHigh = at;
  }
  return found;
}

function flashesOf(path: string): number[] {
  const source = `movie=${path},signalstats`;
  const entries = ["-show_entries", "frame=pts_time:frame_tags=lavfi.signalstats.YAVG"];
  const lines = execFileSync("ffprobe", ["-v", "error", "-f", "lavfi", source, ...entries, "-of", "csv=p=0"]).toString();
  const values = lines.trim().split("\n").map((line) => {
    const [at, value] = line.split(",");
    return { at: Number(at), value: Number(value) };
  });
  return rises(values, 128);
}

function beepsOf(path: string): number[] {
  const output = execFileSync("ffmpeg", ["-v", "error", "-i", path, "-map", "0:a", "-ac", "1", "-ar", "48000", "-f", "s16le", "-"], { maxBuffer: 1 << 28 });
  const samples = new Int16Array(output.buffer, output.byteOffset, output.length >> 1);
  const window = 240;
  const values = Array.from({ length: Math.floor(samples.length / window) }, (_, index) => {
    const part = samples.subarray(index * window, (index + 1) * window);
    return { at: (index * window) / 48_000, value: part.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0) };
  });
  const loudest = values.reduce((most, { value }) => Math.max(most, value), 0);
  return rises(values, loudest / 4);
}

test("[REC-14] flash and beep of a browser are together in its film, which any tool decodes without a word", async ({ browser }) => {
  const page = await browser.newPage();
  await page.goto(`${server.url}/?room=flash&peer=amina&flash&recorded=camera&recorded=microphone`);
  await expect(page.locator("#state")).toHaveText("live 1");
  await expect(page.locator("body")).toHaveAttribute("data-recorded", "amina");
  await page.waitForTimeout(25_000);
  server.closeRoom("flash");
  await server.stopped("flash", "amina");
  const film = await server.filmOf("flash", "amina");
  expect(film).toMatchObject({ hasPicture: true, soundGaps: [] });
  const path = join(folder, "film.webm");
  await writeFile(path, film.webm);
  expect(execFileSync("ffmpeg", ["-v", "warning", "-i", path, "-f", "null", "-"], { stdio: ["ignore", "pipe", "pipe"] }).toString()).toBe("");
  const keys = execFileSync("ffprobe", ["-v", "error", "-select_streams", "v", "-skip_frame", "nokey", "-show_entries", "frame=pts_time", "-of", "csv=p=0", path]).toString().trim().split("\n").map(Number);
  // One at the beginning, then one each ten seconds, whoever asked for it.
  for (const [index, key] of keys.entries()) if (index > 0) expect(key - (keys[index - 1] ?? 0)).toBeLessThan(13);
  const beeps = beepsOf(path);
  const skews = flashesOf(path).flatMap((flash) => {
    const beep = beeps.find((at) => Math.abs(at - flash) < 0.5);
    return beep === undefined ? [] : [flash - beep];
  });
  expect(skews.length).toBeGreaterThan(5);
  const middle = skews.toSorted((a, b) => a - b)[skews.length >> 1] ?? 1;
  test.info().annotations.push({ type: "skew", description: `${Math.round(middle * 1000)} ms, ${skews.map((skew) => Math.round(skew * 1000)).join(" ")}` });
  expect(Math.abs(middle)).toBeLessThanOrEqual(0.08);
});
