import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { dtlsCallbackPatch } from "./source-patch.ts";

export interface RecipeFile {
  readonly name: string;
  readonly content: string;
}

export interface WorkerIdentity {
  readonly mediasoupVersion: string;
  readonly platform: string;
  readonly arch: string;
  readonly recipe: readonly RecipeFile[];
}

/** Everything that decides what the built worker does. A change in any of it calls for another build. */
export async function readRecipe(): Promise<RecipeFile[]> {
  const folder = import.meta.dirname;
  const shims = (await readdir(join(folder, "shims"), { recursive: true })).filter((name) => name.endsWith(".h"));
  const names = ["CMakeLists.txt", ...shims.map((name) => join("shims", name)).sort()];
  const files = names.map(async (name) => ({ name, content: await readFile(join(folder, name), "utf8") }));
  // The patch as a value: formatting the file that holds it must not cost everybody a build.
  return [...(await Promise.all(files)), { name: "source-patch", content: JSON.stringify(dtlsCallbackPatch) }];
}

/** The name of the cached worker's folder, such as `3.27.1-linux-x64-0123456789ab`. */
export function workerCacheKey({ mediasoupVersion, platform, arch, recipe }: WorkerIdentity): string {
  const hash = createHash("sha256").update(JSON.stringify(recipe.map(({ name, content }) => [name, content])));
  return `${mediasoupVersion}-${platform}-${arch}-${hash.digest("hex").slice(0, 12)}`;
}

/** Per user and outside the checkout, so that a fresh clone or `npm ci` does not build again. */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  const base = env["EPREUVE_CACHE_DIR"] || join(env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "epreuve");
  return join(resolve(base), "media-worker");
}
