import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");

/** Every file of the tree that git tracks or would track, by its path from the root. */
export function listFiles(): string[] {
  const options = { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 } as const;
  return execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], options)
    .split("\n")
    .filter((path) => path !== "" && existsSync(join(root, path)));
}

export const read = (path: string): string => readFileSync(join(root, path), "utf8");

export interface Import {
  readonly from: string;
  /** Path from the root for our own files, else the package's specifier. */
  readonly to: string;
  readonly isOwn: boolean;
  readonly isTypeOnly: boolean;
}

const statement = /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^"';]*?\sfrom\s+)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)|new URL\(\s*["']([^"']+\.tsx?)["'],\s*import\.meta\.url\)/g;
const aliases: Readonly<Record<string, string>> = {
  "#shared/": "shared/",
  "#server/": "server/",
  "#client/": "client/src/",
  "#prisma/": "prisma/",
  "#scripts/": "scripts/",
  "#tests/": "tests/",
  "#generated/": "generated/",
};

/** The import statements of one TypeScript file, with our own targets resolved. */
export function importsOf(path: string): Import[] {
  const found: Import[] = [];
  for (const [, typeWord, staticSpecifier, dynamicSpecifier, workerSpecifier] of read(path).matchAll(statement)) {
    const specifier = staticSpecifier ?? dynamicSpecifier ?? workerSpecifier;
    if (specifier === undefined) continue;
    const own = resolveOwn(path, specifier);
    found.push({ from: path, to: own ?? specifier, isOwn: own !== undefined, isTypeOnly: typeWord !== undefined });
  }
  return found;
}

function resolveOwn(from: string, specifier: string): string | undefined {
  if (specifier.startsWith(".")) return relative(root, resolve(root, dirname(from), specifier));
  const alias = Object.keys(aliases).find((prefix) => specifier.startsWith(prefix));
  return alias && `${aliases[alias]}${specifier.slice(alias.length)}`;
}

/** Prints the findings and sets the exit code. */
export function report(name: string, findings: readonly string[]): void {
  for (const finding of findings) console.error(finding);
  if (findings.length > 0) process.exitCode = 1;
  console.log(findings.length === 0 ? `✓ ${name}` : `✗ ${name}: ${findings.length} finding(s)`);
}
