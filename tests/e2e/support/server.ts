import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { deployMigrations } from "#prisma/migrate.ts";
import { startTemporaryPostgres } from "#server/platform/embedded-postgres.ts";
import { createTestDatabase } from "#tests/support/database.ts";
import { provisionMediaWorker } from "#scripts/media-worker/provision.ts";

/** The real server as its own process, over a database of its own, with the demonstration content. */
export interface TestServer {
  readonly url: string;
  readonly databaseUrl: string;
  /** SIGKILL: as a power cut would. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Begun with the stop, and not waited for. */
  onStop(work: () => Promise<unknown>): void;
}

const root = resolve(import.meta.dirname, "../../..");

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, "127.0.0.1", done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}

interface Options {
  /** Completes the server's environment. */
  readonly env?: Record<string, string>;
  /** A migrated database of the caller's; by default one that is made and dropped here. */
  readonly databaseUrl?: string;
}

export async function startServer({ env = {}, databaseUrl }: Options = {}): Promise<TestServer> {
  const [postgres, port, dataDir, worker] = await Promise.all([
    databaseUrl === undefined ? provideDatabase() : { connectionString: databaseUrl, stop: async () => undefined },
    freePort(),
    mkdtemp(join(tmpdir(), "epreuve-e2e-")),
    provisionMediaWorker({ log: () => undefined }),
  ]);
  const url = `http://localhost:${port}`;
  let child: ChildProcess | undefined;

  const start = async (): Promise<void> => {
    const started = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "server/main.ts"], {
      cwd: root,
      stdio: ["ignore", "ignore", "inherit"],
      env: {
        ...process.env,
        // Some forty servers are started from the same files.
        NODE_COMPILE_CACHE: join(root, ".cache/compiled"),
        NODE_ENV: "development",
        HOST: "127.0.0.1",
        PORT: String(port),
        PUBLIC_URL: url,
        DATABASE_URL: postgres.connectionString,
        EPREUVE_DATA_DIR: dataDir,
        EPREUVE_DEMO: "1",
        MEDIASOUP_WORKER_BIN: worker,
        LOG_LEVEL: "error",
        ...env,
      },
    });
    child = started;
    await untilReady(url, started);
  };
  const end = async (signal: "SIGKILL" | "SIGTERM"): Promise<void> => {
    const ended = child;
    if (!ended || ended.exitCode !== null || ended.signalCode !== null) return;
    const exit = new Promise((done) => ended.once("exit", done));
    ended.kill(signal);
    await exit;
  };

  const works: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const work of works) void work().catch(() => undefined);
    await end("SIGTERM");
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };

  await start().catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    url,
    databaseUrl: postgres.connectionString,
    kill: () => end("SIGKILL"),
    start,
    stop,
    onStop: (work) => void works.push(work),
  };
}

/** A copy of the run's template where `npm test` provides one, else a server of its own. */
async function provideDatabase(): Promise<{ readonly connectionString: string; stop(): Promise<void> }> {
  if (process.env["TEST_DATABASE_TEMPLATE"]) {
    const database = await createTestDatabase();
    return { connectionString: database.connectionString, stop: () => database.drop() };
  }
  const postgres = await startTemporaryPostgres();
  await deployMigrations(postgres.connectionString);
  return postgres;
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 900; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`The server ended with code ${child.exitCode} before it was ready.`);
    const isReady = await fetch(`${url}/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (isReady) return;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error("The server was not ready in three minutes.");
}
