/** npm run bench: the figures of docs/benchmarks.md, measured one after another on a machine that does nothing else. */
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { provisionMediaWorker } from "#scripts/media-worker/provision.ts";
import { buildClient } from "#scripts/steps/build-client.ts";
import { ensureChromium } from "#scripts/steps/ensure-chromium.ts";
import { measureFirstLoad } from "#scripts/steps/first-load.ts";
import { generatePrismaClient } from "#scripts/steps/generate-client.ts";
import { note } from "#scripts/steps/say.ts";
import type { Figure } from "./figures.ts";
import { writeTable } from "./table.ts";

const parts = ["bundle", "saves", "marking", "editor", "room", "hiding", "start"] as const;
const { values } = parseArgs({
  options: { only: { type: "string", default: parts.join(",") }, dry: { type: "boolean" } },
});
const wanted = new Set(values.only.split(","));

// What measures a server is loaded once its database client is there, as it is not right after a pull.
await generatePrismaClient();
const { measureEditor } = await import("./editor.ts");
const { measureFirstFrame } = await import("./first-frame.ts");
const { measureHiding } = await import("./hiding.ts");
const { measureMarking } = await import("./marking/measure.ts");
const { measureSaves } = await import("./saves/measure.ts");
const { measureStarts } = await import("./start-times.ts");

// What is not measured is not made ready: a server's figures need neither a browser nor a media worker.
const needsBrowser = ["editor", "room", "hiding", "start"].some((part) => wanted.has(part));
const executablePath = needsBrowser ? await ensureChromium(process.env) : "";
if (needsBrowser) await buildClient();
if (needsBrowser) process.env["MEDIASOUP_WORKER_BIN"] = await provisionMediaWorker({ log: note });
const browser = needsBrowser
  ? await chromium.launch({
      executablePath,
      args: [
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
        "--disable-background-networking",
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        "--autoplay-policy=no-user-gesture-required",
      ],
    })
  : undefined;
const figures: Figure[] = [];
const measure = async (part: (typeof parts)[number], work: () => Promise<Figure[]>): Promise<void> => {
  if (!wanted.has(part)) return;
  console.log(`… ${part}`);
  for (const figure of await work()) {
    figures.push(figure);
    console.log(`  ${figure.name}: ${figure.value}${figure.target ? ` (${figure.target})` : ""}`);
  }
};

try {
  await measure("bundle", async () => [
    {
      name: "Candidate’s first-load JavaScript, gzip",
      value: `${(await measureFirstLoad()).kilobytes.toFixed(1)} KB`,
      target: "≤ 180 KB",
      how: "the shell and «Votre parcours», before a live room is opened",
    },
  ]);
  await measure("saves", () => measureSaves());
  await measure("marking", () => measureMarking());
  await measure("editor", () => measureEditor(executablePath));
  if (browser) {
    await measure("room", () => measureFirstFrame(browser));
    await measure("hiding", () => measureHiding(browser));
    await measure("start", () => measureStarts(browser));
  }
} finally {
  await browser?.close();
}
if (!values.dry) writeTable(figures, browser?.version());
