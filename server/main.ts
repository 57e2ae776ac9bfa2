import type { Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createApp } from "./app.ts";
import { ConfigError, readConfig, type Config } from "./config.ts";
import { outboxJobs, timedJobs } from "./features/index.ts";
import { createMediaOffice } from "./features/rooms/media-office.ts";
import { startShelving } from "./features/rooms/shelve-segments.ts";
import { startJobs } from "./jobs/run.ts";
import { createHealthServer } from "./media/health.ts";
import { createLocalBus, createRedisBus } from "./platform/bus.ts";
import { clockOfDatabase, DatabaseClock } from "./platform/database-clock.ts";
import { createDb } from "./platform/db.ts";
import type { Deps } from "./platform/deps.ts";
import { createLog, type Log } from "./platform/log.ts";
import { createRateLimit } from "./platform/rate-limit.ts";
import { readiness } from "./platform/readiness.ts";
import { repeat } from "./platform/repeat.ts";
import { openSigner } from "./platform/signer/open-signer.ts";

/** config → platform → features → app → listen; stops in the opposite order. */

const exitConfig = 78;
const compareClocksMs = 10_000;

function configOrExit(): Config {
  try {
    return readConfig(process.env, process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(exitConfig);
  }
}

async function main(): Promise<void> {
  const config = configOrExit();
  const log = createLog(config);
  const onRedisError = (error: unknown): void => log.error({ err: error }, "redis");
  const bus = config.redisUrl ? await createRedisBus(config.redisUrl, onRedisError) : createLocalBus();
  const limit = await createRateLimit(config.redisUrl, onRedisError);
  const db = createDb(config.databaseUrl);
  const clock = new DatabaseClock(() => clockOfDatabase(db), log);
  await clock.compare();
  // The first one has waited for a connection, too.
  await clock.compare();
  const comparing = repeat(() => clock.compare(), compareClocksMs);
  const deps: Deps = { config, db, bus, clock, log, signer: await openSigner(config, clock) };

  // Pages show it: whoever serves them brings it.
  if (config.services.includes("web")) {
    const { seedPractice } = await import("#prisma/seed/practice.ts");
    await seedPractice(deps);
    if (config.isDemonstration) {
      const { seedDemonstration } = await import("#prisma/seed/demo.ts");
      await seedDemonstration(deps);
    }
  }

  const closers: (() => Promise<void>)[] = [() => db.$disconnect(), () => comparing.stop(), () => limit.close(), () => bus.close()];
  if (config.services.includes("jobs")) {
    const jobs = startJobs(deps, outboxJobs, timedJobs);
    closers.push(() => jobs.stop());
  }
  const app = config.services.includes("web") ? createApp(deps, limit) : undefined;
  const http = app?.http ?? createHealthServer(readiness(deps));
  closers.push(async () => {
    await (app ? app.stop() : void http.close());
  });
  if (config.services.includes("media")) {
    const { startMediaService } = await import("./media/service.ts");
    const media = await startMediaService({ ...deps, office: createMediaOffice(deps) }, http);
    const shelving = startShelving(deps);
    closers.push(() => shelving.stop());
    closers.push(() => media.stop());
  }
  await listen(http, config, log);
  stopOnSignals(closers, log);
}

function listen(http: HttpServer, config: Config, log: Log): Promise<void> {
  return new Promise((resolve) => {
    http.on("error", (error: NodeJS.ErrnoException) => {
      const remedy =
        error.code === "EADDRINUSE"
          ? `Port ${config.port} is in use. Stop what uses it, or choose another: PORT=${config.port + 1} npm start`
          : `Cannot listen on ${config.host}:${config.port}: ${error.message}`;
      process.stderr.write(`${remedy}\n`);
      process.exit(exitConfig);
    });
    http.listen(config.port, config.host, () => {
      const address = http.address() as AddressInfo;
      log.info({ host: config.host, port: address.port, services: config.services }, "listening");
      resolve();
    });
  });
}

function stopOnSignals(closers: readonly (() => Promise<void>)[], log: Log): void {
  let isStopping = false;
  const stop = async (): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    for (const close of closers.toReversed()) await close().catch((error: unknown) => log.error({ err: error }, "stopping"));
    process.exit(0);
  };
  process.on("SIGTERM", () => void stop());
  process.on("SIGINT", () => void stop());
}

await main();
