import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { provisionMediaWorker } from "./provision.ts";
import { patchSource } from "./source-patch.ts";
import { cacheFolder, readRecipe, workerCacheKey } from "./worker-cache.ts";
import type { WorkerIdentity } from "./worker-cache.ts";

describe("the cache of media workers", () => {
  const flags = { name: "CMakeLists.txt", content: "flags" };
  const calls = { name: "shims/srtp.h", content: "calls" };
  const identity: WorkerIdentity = {
    mediasoupVersion: "3.27.1",
    platform: "linux",
    arch: "x64",
    recipe: [flags, calls],
  };
  const key = workerCacheKey(identity);

  it("names the version and the platform in the key, and gives the same key to the same recipe", () => {
    expect(key).toMatch(/^3\.27\.1-linux-x64-[0-9a-f]{12}$/);
    expect(workerCacheKey(structuredClone(identity))).toBe(key);
  });

  it("changes the key with the content of a recipe file, with its name, and with mediasoup", () => {
    const others: WorkerIdentity[] = [
      { ...identity, recipe: [flags, { name: "shims/srtp.h", content: "other calls" }] },
      { ...identity, recipe: [flags, { name: "shims/other.h", content: "calls" }] },
      { ...identity, recipe: [flags] },
      { ...identity, recipe: [{ name: "CMakeLists.txtflags", content: "" }, calls] },
      { ...identity, mediasoupVersion: "3.27.2" },
      { ...identity, arch: "arm64" },
    ];
    expect(new Set([key, ...others.map(workerCacheKey)]).size).toBe(others.length + 1);
  });

  it("counts the build file, the source patch and both shims as the recipe", async () => {
    const names = (await readRecipe()).map(({ name }) => name);
    expect(names).toEqual(["CMakeLists.txt", "shims/ankerl/unordered_dense.h", "shims/srtp.h", "source-patch"]);
  });

  it("takes the folder that the environment names, the project’s own variable first", () => {
    expect(cacheFolder({ EPREUVE_CACHE_DIR: "/a", XDG_CACHE_HOME: "/b" })).toBe("/a/media-worker");
    expect(cacheFolder({ XDG_CACHE_HOME: "/b" })).toBe("/b/epreuve/media-worker");
    expect(cacheFolder({})).toMatch(/\/\.cache\/epreuve\/media-worker$/);
  });
});

describe("the patch of mediasoup’s source", () => {
  const patch = { file: "a.cpp", find: "x == FLAG", replace: "x & FLAG" };

  it("replaces the one occurrence and nothing else", () => {
    expect(patchSource("if (x == FLAG) {}", patch)).toBe("if (x & FLAG) {}");
  });

  it.each([
    ["is not there", "if (x & FLAG) {}", /a\.cpp contains `x == FLAG` 0 times instead of once/],
    ["is there twice", "x == FLAG; x == FLAG;", /a\.cpp contains `x == FLAG` 2 times instead of once/],
  ])("fails loudly when the pattern %s", (_case, source, message) => {
    expect(() => patchSource(source, patch)).toThrow(message);
  });
});

describe("MEDIASOUP_WORKER_BIN", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "media-worker-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const provision = (binary: string): Promise<string> =>
    provisionMediaWorker({ env: { MEDIASOUP_WORKER_BIN: binary }, log: () => undefined });

  it("is taken as it is when it names an executable file", async () => {
    const binary = join(folder, "worker");
    await writeFile(binary, "");
    await chmod(binary, 0o755);
    expect(await provision(binary)).toBe(binary);
  });

  it("gives a clear error when it names nothing, a folder, or a file that cannot be run", async () => {
    const plain = join(folder, "plain");
    await writeFile(plain, "", { mode: 0o644 });
    const missing = join(folder, "missing");
    await expect(provision(missing)).rejects.toThrow(
      `MEDIASOUP_WORKER_BIN names ${missing}, and there is no such file.`,
    );
    await expect(provision(folder)).rejects.toThrow(`MEDIASOUP_WORKER_BIN names ${folder}, and there is no such file.`);
    await expect(provision(plain)).rejects.toThrow(
      `MEDIASOUP_WORKER_BIN names ${plain}, and that file is not executable.`,
    );
  });
});
