import { resolve } from "node:path";

import { defineConfig } from "vitest/config";

export default defineConfig({
  root: resolve(import.meta.dirname, ".."),
  test: {
    include: [
      "{shared,server,scripts,prisma}/**/*.test.ts",
      "client/src/**/*.test.ts",
      "tests/{unit,contract,integration,fuzz,chaos}/**/*.test.ts",
    ],
    globalSetup: ["tests/support/global-setup.ts"],
    // Processes, not threads: native addons and signals behave as they do in production.
    pool: "forks",
    // One process goes from file to file with what it has loaded: loading took a fifth of the time.
    isolate: false,
    maxWorkers: 2,
    // Nothing is timed here: a machine that is busy elsewhere takes several times as long.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 30_000 } },
    restoreMocks: true,
    unstubGlobals: true,
  },
});
