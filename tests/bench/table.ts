import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { inProject } from "#scripts/steps/project.ts";
import type { Figure } from "./figures.ts";

/** Into docs/benchmarks.md: the newest table comes first, under the introduction; older ones stay below it. */
export function writeTable(figures: readonly Figure[], chromium: string | undefined): void {
  const file = inProject("docs", "benchmarks.md");
  const introduction = "# Figures\n\nMeasured by `npm run bench` and `npm run bench:media`; each table says when and on what.\n";
  const [, earlier = "\n"] = existsSync(file) ? splitAfter(readFileSync(file, "utf8"), "when and on what.\n") : [];
  const revision = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
  const browser = chromium === undefined ? "" : `, Chromium ${chromium}`;
  const machine = `${cpus().length} cores (${cpus()[0]?.model ?? "unknown"}), ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}, Node ${process.versions.node}${browser}`;
  const rows = figures.map(({ name, value, target, how }) => `| ${name} | ${value} | ${target ?? ""} | ${how} |`);
  const table = ["| What | Figure | Target | How |", "|---|---|---|---|", ...rows].join("\n");
  const date = new Date().toISOString().slice(0, 10);
  writeFileSync(file, `${introduction}\n## ${date}, ${revision}\n\n${machine}.\n\n${table}\n${earlier}`);
  console.log(`Written to ${file}`);
}

function splitAfter(text: string, end: string): [string, string] {
  const at = text.indexOf(end) + end.length;
  return [text.slice(0, at), text.slice(at)];
}
