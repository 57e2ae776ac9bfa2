import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApp, type App } from "#server/app.ts";
import { readConfig, type Config } from "#server/config.ts";
import { outboxJobs } from "#server/features/index.ts";
import { createLocalBus } from "#server/platform/bus.ts";
import { createDb } from "#server/platform/db.ts";
import type { Deps } from "#server/platform/deps.ts";
import { createLog } from "#server/platform/log.ts";
import { drainOnce } from "#server/platform/outbox.ts";
import { createRateLimit } from "#server/platform/rate-limit.ts";
import { openSigner } from "#server/platform/signer/open-signer.ts";
import { accountsOver, type Accounts } from "./accounts.ts";
import { createCaller, type Caller } from "./caller.ts";
import { createTestDatabase } from "./database.ts";

export { createCaller, type Caller, type CallResult } from "./caller.ts";

/** A clock that tests move. */
export interface MovableClock {
  now(): Date;
  advance(seconds: number): void;
  set(instant: string): void;
}

export function movableClock(start = "2026-11-22T14:00:00.000Z"): MovableClock {
  let current = Date.parse(start);
  return {
    now: () => new Date(current),
    advance: (seconds) => void (current += seconds * 1000),
    set: (instant) => void (current = Date.parse(instant)),
  };
}

export interface TestApp extends Accounts {
  readonly app: App;
  readonly deps: Deps;
  readonly clock: MovableClock;
  readonly url: string;
  visitor(): Caller;
  /** Handles every outbox event that is due, the events of handlers included. */
  drain(): Promise<void>;
  stop(): Promise<void>;
}

/** The real application on a port of the system's choice, over a database of its own. */
export async function startTestApp(
  overrides: Partial<Config> = {},
  /** Where the database is reached: a test may put something between. */
  reach: (connectionString: string) => Promise<string> = async (connectionString) => connectionString,
  /** Where log lines go: a test may read them. */
  logTo?: { readonly write: (line: string) => void },
): Promise<TestApp> {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), "epreuve-app-"));
  const environment = {
    NODE_ENV: "test",
    DATABASE_URL: database.connectionString,
    EPREUVE_DATA_DIR: dataDir,
    LOG_LEVEL: "error",
  };
  const config: Config = { ...readConfig(environment, []), hasEnglish: true, ...overrides };
  const clock = movableClock();
  const bus = createLocalBus();
  const deps: Deps = {
    config,
    db: createDb(await reach(database.connectionString), 8),
    bus,
    clock,
    log: createLog(config, logTo),
    signer: await openSigner(config, clock),
  };
  // A media node that lives as long as the test, so that rooms can be placed; nobody connects to it.
  const heartbeatAt = new Date("2999-01-01T00:00:00Z");
  const node = { id: "test", url: "", capacity: 1_000, startedAt: clock.now(), heartbeatAt };
  await deps.db.mediaNode.create({ data: node, select: { id: true } });
  const limit = await createRateLimit(undefined, () => undefined);
  const app = createApp(deps, limit);
  await new Promise<void>((resolve) => app.http.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(app.http.address() as AddressInfo).port}`;
  return {
    app,
    deps,
    clock,
    url,
    ...accountsOver(deps, url),
    visitor: () => createCaller(url, ""),
    drain: async () => {
      const handlers = new Map(
        outboxJobs.map((job) => [
          job.topic,
          (payload: Parameters<typeof job.handle>[1], id: bigint) => job.handle(deps, payload, id),
        ]),
      );
      while ((await drainOnce(deps, handlers)) > 0);
    },
    stop: async () => {
      await app.stop();
      await limit.close();
      await bus.close();
      await deps.db.$disconnect();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
