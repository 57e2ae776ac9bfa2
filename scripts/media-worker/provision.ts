import { constants } from "node:fs";
import { access, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureBuildPackages } from "./build-packages.ts";
import { buildWorker } from "./build-worker.ts";
import { checkWorker, runsHere } from "./check-worker.ts";
import { downloadPrebuilt } from "./download-prebuilt.ts";
import { cacheFolder, readRecipe, workerCacheKey } from "./worker-cache.ts";

const DOWNLOAD_TIMEOUT_MS = 6_000;
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

export interface ProvisionOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly log?: (line: string) => void;
}

/**
 * Answers the absolute path of a media worker that runs here, and obtains one first if need be: the one that
 * MEDIASOUP_WORKER_BIN names, else the cached one, else mediasoup's official binary, else a local build.
 */
export async function provisionMediaWorker({
  env = process.env,
  log = (line) => process.stderr.write(`${line}\n`),
}: ProvisionOptions = {}): Promise<string> {
  const given = env["MEDIASOUP_WORKER_BIN"];
  if (given) {
    return requireExecutable(resolve(given));
  }
  const mediasoupFolder = locateMediasoup();
  const mediasoupVersion = await readVersion(mediasoupFolder);
  const { platform, arch } = process;
  const cache = cacheFolder(env);
  const key = workerCacheKey({ mediasoupVersion, platform, arch, recipe: await readRecipe() });
  const cached = join(cache, key, "mediasoup-worker");
  if (await runsHere(cached)) {
    return cached;
  }
  await mkdir(dirname(cached), { recursive: true });
  await removeAbandoned(cache);
  const folder = await mkdtemp(join(cache, "making-"));
  try {
    const made =
      (await tryPrebuilt({ mediasoupVersion, folder, env, log })) ??
      (await buildLocally({ workerSources: join(mediasoupFolder, "worker"), folder, log }));
    // Both sides of the rename are in the cache, so it is atomic: whoever finishes last replaces a good worker by a
    // good worker, and one that already runs keeps its file.
    await rename(made, cached);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  log(`The media worker is ready: ${cached}`);
  return cached;
}

async function requireExecutable(binary: string): Promise<string> {
  const found = await stat(binary).catch(() => undefined);
  if (!found?.isFile()) {
    throw new Error(`MEDIASOUP_WORKER_BIN names ${binary}, and there is no such file.`);
  }
  await access(binary, constants.X_OK).catch(() => {
    throw new Error(`MEDIASOUP_WORKER_BIN names ${binary}, and that file is not executable.`);
  });
  return binary;
}

function locateMediasoup(): string {
  // The package's main file is node/lib/index.js; its package.json is not among its exports.
  return resolve(dirname(fileURLToPath(import.meta.resolve("mediasoup"))), "../..");
}

async function readVersion(mediasoupFolder: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(mediasoupFolder, "package.json"), "utf8"));
  if (typeof manifest === "object" && manifest && "version" in manifest && typeof manifest.version === "string") {
    return manifest.version;
  }
  throw new Error(`${mediasoupFolder}/package.json names no version.`);
}

/** A provision that was killed leaves its folder behind. A recent one may belong to somebody who is still building. */
async function removeAbandoned(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    const path = join(cache, name);
    const found = name.startsWith("making-") ? await stat(path).catch(() => undefined) : undefined;
    if (found && Date.now() - found.mtimeMs > ABANDONED_AFTER_MS) {
      await rm(path, { recursive: true, force: true });
    }
  }
}

interface PrebuiltRequest {
  readonly mediasoupVersion: string;
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly log: (line: string) => void;
}

async function tryPrebuilt({ mediasoupVersion, folder, env, log }: PrebuiltRequest): Promise<string | undefined> {
  // The same variable as in mediasoup's install script, for those who trust their own compiler only.
  if (env["MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD"]) {
    log("MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD is set, so the official media worker is not looked for.");
    return undefined;
  }
  log(`Looking for mediasoup's official media worker, version ${mediasoupVersion}.`);
  try {
    const binary = await downloadPrebuilt({ mediasoupVersion, folder, env, timeoutMs: DOWNLOAD_TIMEOUT_MS });
    if (!(await runsHere(binary))) {
      throw new Error("it does not run on this system");
    }
    await checkWorker(binary);
    return binary;
  } catch (error) {
    log(`The official media worker cannot be used here: ${reasonOf(error)}.`);
    return undefined;
  }
}

interface BuildRequest {
  readonly workerSources: string;
  readonly folder: string;
  readonly log: (line: string) => void;
}

async function buildLocally({ workerSources, folder, log }: BuildRequest): Promise<string> {
  log("Building the media worker from its sources: one to four minutes on two cores, once for this version.");
  await ensureBuildPackages(log);
  const startedAtMs = Date.now();
  const binary = await buildWorker({ workerSources, folder, log });
  await checkWorker(binary);
  log(`Built and checked in ${Math.round((Date.now() - startedAtMs) / 1000)} s.`);
  return binary;
}

/** fetch hides the reason of a network failure in the cause of its error. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}

if (import.meta.main) {
  try {
    console.log(await provisionMediaWorker());
  } catch (error) {
    console.error(reasonOf(error));
    process.exitCode = 1;
  }
}
