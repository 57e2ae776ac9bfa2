import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, expect, test, type Browser, type LaunchOptions, type Page } from "@playwright/test";
import { startBareRoom, type BareRoomServer } from "./bare-room/server.ts";
import { enterRoom, expectBoth } from "./bare-room/watching.ts";
import { murmur, wavOf, type Tone } from "./support/voices.ts";

/**
 * People, each at a computer whose microphone plays a file that the test has written. Their sound takes the whole way:
 * through what the browser does to a microphone (echo, noise and loudness, as for everybody), its encoder, the network and
 * the media node. The file is not repeated, begins when the microphone is opened, and is silent until everybody is there.
 */

const lasts = 78;
const scripts: Readonly<Record<string, readonly Tone[]>> = {
  amina: [{ from: 30, to: 41 }, { from: 54, to: 63 }],
  joseph: [{ from: 40.5, to: 53 }, { from: 64, to: 74 }],
};
const pitches: Readonly<Record<string, number>> = { amina: 190, joseph: 110 };

let server: BareRoomServer;
let folder: string;
const computers: Browser[] = [];
test.beforeAll(async () => {
  server = await startBareRoom();
  folder = await mkdtemp(join(tmpdir(), "epreuve-voices-"));
});
test.afterAll(async () => {
  for (const computer of computers) await computer.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

test("[SPK-1, SPK-2] the speaking times of real microphones, as browsers clean and send them, are those of the script, to within five per cent", async ({ launchOptions }) => {
  for (const [name, script] of Object.entries(scripts)) await startComputer(launchOptions, name, wavOf(script, lasts, murmur(pitches[name] ?? 0), 48_000));
  const pages = await Promise.all(Object.keys(scripts).map((name, index) => enterRoom(nth(index), server, "voices", name)));
  await expectBoth(...pages);
  const secondsOf = (name: string): number => server.speechOf("voices", name).reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0) / 1_000;
  // Everybody was there before anybody spoke.
  expect(Object.keys(scripts).map(secondsOf)).toEqual([0, 0]);
  await expect.poll(() => secondsOf("joseph"), { timeout: 180_000 }).toBeGreaterThan(20);
  await pages[0]?.waitForTimeout(12_000);
  for (const [name, script] of Object.entries(scripts)) {
    const said = script.reduce((sum, { from, to }) => sum + to - from, 0);
    console.log(`${name}: ${secondsOf(name).toFixed(2)} s of ${said} s`);
    expect(Math.abs(secondsOf(name) / said - 1), `${name}: ${secondsOf(name)} s of ${said} s`).toBeLessThanOrEqual(0.05);
  }
});

/** A page's own microphone falls silent, its room says that there is no sound, and says it no more once there is; answers whether it was silent when it was said to be. */
const hushAndBack = (page: Page): Promise<boolean> =>
  page.evaluate(async () => {
    const held = window as unknown as { session?: { stats(): Promise<readonly (RTCStats & { kind?: string; audioLevel?: number })[]> } };
    const isSounding = async () => ((await held.session?.stats())?.find(({ type, kind }) => type === "media-source" && kind === "audio")?.audioLevel ?? 0) > 0;
    // What is said of everybody in the room, oneself too, comes back from the media node.
    const isSaid = () => document.body.dataset["soundless"] !== "";
    const look = () => new Promise((done) => setTimeout(done, 50));
    while (!isSaid()) await look();
    const wasSilent = !(await isSounding());
    while (!(await isSounding())) await look();
    while (isSaid()) await look();
    return wasSilent;
  });

test("[MEDIA-25] a real microphone that gives zeros, cleaned by the browser as every microphone, is noticed, and no more with its first sound; in the long packets of whoever works alone too", async ({ launchOptions }) => {
  // The noise of a quiet room, then a headset's own button, then the room again.
  const rustle = (second: number): number => 0.002 * (2 * Math.abs((Math.sin(second * 12_989.8) * 43_758.5) % 1) - 1);
  const computer = await startComputer(launchOptions, "hushed", wavOf([{ from: 0, to: 25 }, { from: 35, to: 60 }], 60, rustle, 48_000));
  const pages = await Promise.all([enterRoom(computer, server, "circle", "amina"), enterRoom(computer, server, "alone", "joseph", "&part=WATCHED")]);
  for (const page of pages) await expect(page.locator("#state")).toHaveText("live 1");
  expect(await Promise.all(pages.map(hushAndBack))).toEqual([true, true]);
  for (const page of pages) await expect(page.locator("body")).toHaveAttribute("data-soundless-own", "false");
});

/** A computer whose microphone plays this file once, from when it is opened on. */
async function startComputer(launchOptions: LaunchOptions, name: string, wav: Buffer): Promise<Browser> {
  const path = join(folder, `${name}.wav`);
  await writeFile(path, wav);
  const args = [...(launchOptions.args ?? []), `--use-file-for-fake-audio-capture=${path}%noloop`];
  const computer = await chromium.launch({ ...launchOptions, args });
  computers.push(computer);
  return computer;
}

function nth(index: number): Browser {
  const computer = computers[index];
  if (!computer) throw new Error("There are two computers.");
  return computer;
}
