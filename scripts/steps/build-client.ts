import { existsSync } from "node:fs";

import { inProject } from "./project.ts";
import { runCommand } from "./run-command.ts";
import { Remediable } from "./say.ts";
import { hashSources, isFresh, writeStamp } from "./source-stamp.ts";

const builtPage = inProject("dist", "client", "index.html");

/** Builds the browser part into dist/client when its sources changed. */
export async function buildClient(): Promise<"built" | "unchanged"> {
  const stamp = inProject("node_modules", ".cache", "epreuve", "client.stamp");
  const sources = ["client", "shared", "tsconfig.json", "package-lock.json"].map((source) => inProject(source));
  const hash = hashSources(sources);
  if (isFresh(stamp, hash) && existsSync(builtPage)) return "unchanged";
  const { code, output } = await runCommand("vite", ["build", "--config", "client/vite.config.ts"]);
  if (code !== 0) throw new Remediable(`The browser part could not be built:\n${output.trim()}`);
  if (!existsSync(builtPage)) throw new Error(`The build ended well without writing ${builtPage}.`);
  writeStamp(stamp, hash);
  return "built";
}
