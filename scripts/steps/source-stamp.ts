import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

import { projectRoot } from "./project.ts";

/** One hash over the names and contents of files and of whole folders. */
export function hashSources(sources: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of sources.flatMap(filesUnder).sort()) {
    hash.update(relative(projectRoot, file)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

function filesUnder(source: string): string[] {
  if (!existsSync(source)) return [];
  if (!statSync(source).isDirectory()) return [source];
  return readdirSync(source, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() && !entry.name.includes(".test.") ? [join(entry.parentPath, entry.name)] : [],
  );
}

export function isFresh(stamp: string, hash: string): boolean {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === hash;
}

export function writeStamp(stamp: string, hash: string): void {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}
