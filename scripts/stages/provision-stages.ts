import { provisionMediaWorker } from "#scripts/media-worker/provision.ts";
import { ensureChromium } from "#scripts/steps/ensure-chromium.ts";
import { ensurePrograms } from "#scripts/steps/ensure-packages.ts";
import { note } from "#scripts/steps/say.ts";
import { startTemporaryRedis } from "#scripts/steps/start-redis.ts";
import { startTemporaryPostgres } from "#server/platform/embedded-postgres.ts";
import { prepareTemplate } from "#tests/support/database.ts";

import type { Stage } from "./stage.ts";
import { failed, passed } from "./stage.ts";

/** Everything the tests call that npm does not install. One that is missing does not keep the others from coming. */
export const provisionStage: Stage = {
  name: "provision",
  title: "Tools",
  needs: [],
  run: async ({ env }) => {
    const problems: string[] = [];
    const attempt = async (work: () => Promise<string>) => {
      try {
        return await work();
      } catch (error) {
        problems.push(error instanceof Error ? error.message : String(error));
        return undefined;
      }
    };
    await attempt(ensurePrograms);
    env["EPREUVE_CHROMIUM"] = await attempt(() => ensureChromium(env));
    env["MEDIASOUP_WORKER_BIN"] = await attempt(() => provisionMediaWorker({ env, log: note }));
    return problems.length === 0 ? passed("programs, Chromium, media worker") : failed(problems.join("\n"));
  },
};

/** One PostgreSQL with a migrated template, and one Redis, for the whole run. */
export const servicesStage: Stage = {
  name: "services",
  title: "Test services",
  needs: ["generate", "provision"],
  run: async ({ env, closers }) => {
    const postgres = await startTemporaryPostgres();
    closers.push(() => postgres.stop());
    env["TEST_DATABASE_URL"] = postgres.connectionString;
    env["TEST_DATABASE_TEMPLATE"] = await prepareTemplate(postgres.connectionString);
    const redis = await startTemporaryRedis();
    closers.push(() => redis.stop());
    env["TEST_REDIS_URL"] = redis.url;
    return passed("PostgreSQL, Redis");
  },
};
