/** npm run demo:people: simulated people come into a demonstration session and stay until Ctrl-C. */
import { existsSync } from "node:fs";
import { chromium, type Browser } from "@playwright/test";
import { readAsked, type Asked } from "./people/asked.ts";
import { castOf } from "./people/cast.ts";
import { createDoors, enterAs, readDemonstration } from "./people/doors.ts";
import { bringNewcomers } from "./people/newcomers.ts";
import { openSeat, sitAsAdviser, sitAsCandidate, type Seat } from "./people/in-browser/window.ts";
import { ensureChromium } from "./steps/ensure-chromium.ts";
import { inProject } from "./steps/project.ts";
import { Remediable, step } from "./steps/say.ts";

if (existsSync(inProject(".env"))) process.loadEnvFile(inProject(".env"));
let browser: Browser | undefined;
let isLeaving = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void leave());

try {
  await come(readAsked(process.argv.slice(2), process.env));
} catch (error) {
  if (!isLeaving) {
    console.error(error instanceof Remediable ? `✗ ${error.message}` : error);
    await browser?.close();
    process.exit(1);
  }
}

async function come(asked: Asked): Promise<void> {
  const visitor = createDoors(asked.url);
  const planned = castOf(await readDemonstration(visitor), asked);
  if (planned.newcomers > 0)
    await step("Further people are referred and book", () => bringNewcomers(asked.url, planned.bodyCode, planned.sessionId, planned.newcomers));
  const cast = castOf(await readDemonstration(visitor), { ...asked, session: planned.sessionId });
  const opened = await step("Browser", async () => openBrowser(await ensureChromium(process.env)), (one) => one.version());
  browser = opened;
  const coming = [...cast.candidates, ...cast.advisers];
  const seats = await Promise.all(
    coming.map(async (person, place) => {
      const seat: Seat = { person, place, people: coming.length, doors: await enterAs(visitor, person.accountId) };
      return { seat, page: await openSeat(opened, seat) };
    }),
  );
  console.log(`✓ Here: ${coming.map(({ name }) => name).join(", ")}`);
  console.log(`\nOpen ${asked.url}/demo and be one of: ${cast.free.map(({ name }) => name).join(", ")}.`);
  console.log(`What is read or written is handed in after ${asked.minutes} min. Ctrl-C: everybody leaves.\n`);
  await Promise.all(
    seats.map(({ seat, page }) =>
      cast.advisers.includes(seat.person) ? sitAsAdviser(page, seat, cast.sessionId) : sitAsCandidate(page, seat, asked.minutes),
    ),
  );
}

function openBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    // This process closes it, in its own order.
    handleSIGINT: false,
    handleSIGTERM: false,
    args: [
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      "--disable-quic",
      "--disable-background-networking",
      "--no-first-run",
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
      "--autoplay-policy=no-user-gesture-required",
    ],
  });
}

/** The second signal does not wait. */
async function leave(): Promise<void> {
  if (isLeaving) process.exit(130);
  isLeaving = true;
  await browser?.close();
  console.log("✓ Everybody has left");
  process.exit(0);
}
