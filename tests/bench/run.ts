/** npm run bench: the figures of docs/benchmarks.md, measured one after another on a machine that does nothing else. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { provisionMediaWorker } from "#scripts/media-worker/provision.ts";
import { ensureChromium } from "#scripts/steps/ensure-chromium.ts";
import { measureFirstLoad } from "#scripts/steps/first-load.ts";
import { inProject } from "#scripts/steps/project.ts";
import { note } from "#scripts/steps/say.ts";
import type { Figure } from "./figures.ts";
import { measureEditor } from "./editor.ts";
import { measureFirstFrame } from "./first-frame.ts";
import { measureSaves } from "./saves/measure.ts";
import { measureStarts } from "./start-times.ts";

const parts = ["bundle", "saves", "editor", "room", "start"] as const;
const { values } = parseArgs({
  options: { only: { type: "string", default: parts.join(",") }, dry: { type: "boolean" } },
});
const wanted = new Set(values.only.split(","));

const executablePath = await ensureChromium(process.env);
process.env["MEDIASOUP_WORKER_BIN"] = await provisionMediaWorker({ log: note });
const browser = await chromium.launch({
  executablePath,
  args: [
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    "--disable-background-networking",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
  ],
});
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
  await measure("editor", () => measureEditor(executablePath));
  await measure("room", () => measureFirstFrame(browser));
  await measure("start", () => measureStarts(browser));
} finally {
  await browser.close();
}
if (!values.dry) writeTable();

/** The newest table comes first, under the introduction; older ones stay below it. */
function writeTable(): void {
  const file = inProject("docs", "benchmarks.md");
  const introduction = "# Figures\n\nMeasured by `npm run bench`; each table says when and on what.\n";
  const earlier = existsSync(file) ? readFileSync(file, "utf8").replace(introduction, "") : "\n";
  const revision = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
  const machine = `${cpus().length} cores (${cpus()[0]?.model ?? "unknown"}), ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}, Node ${process.versions.node}, Chromium ${browser.version()}`;
  const rows = figures.map(({ name, value, target, how }) => `| ${name} | ${value} | ${target ?? ""} | ${how} |`);
  const table = ["| What | Figure | Target | How |", "|---|---|---|---|", ...rows].join("\n");
  const date = new Date().toISOString().slice(0, 10);
  writeFileSync(file, `${introduction}\n## ${date}, ${revision}\n\n${machine}.\n\n${table}\n${earlier}`);
  console.log(`Written to ${file}`);
}
