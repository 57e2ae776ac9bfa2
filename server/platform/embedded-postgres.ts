import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { locatePostgres } from "./postgres/binaries.ts";
import type { Cluster } from "./postgres/cluster.ts";
import { choosePort, initialise, isInitialised, launch, openCluster } from "./postgres/cluster.ts";
import { adminConnection, ensureDatabase } from "./postgres/databases.ts";
import { takeStartLock } from "./postgres/start-lock.ts";
import type { Postmaster } from "./postgres/postmaster.ts";
import { findLiveServer, isAlive, stopServer, waitUntilItAnswers } from "./postgres/postmaster.ts";

export { createDatabaseFromTemplate, dropDatabase, ensureDatabase, withDatabase } from "./postgres/databases.ts";

export type RunningPostgres = {
  /** The application's own database. */
  readonly connectionString: string;
  /** `adopted`: the server outlived an earlier process. `joined`: another living process looks after it. */
  readonly origin: "started" | "adopted" | "joined";
  /** Stops the server, unless another process looks after it. Calling it twice does no harm. */
  stop(): Promise<void>;
};

type Options = {
  readonly dataDir: string;
  readonly onProgress?: (message: string) => void;
};

/** PostgreSQL 18 from the npm package, with its data in `dataDir`; listens on 127.0.0.1 only. */
export async function startEmbeddedPostgres({ dataDir, onProgress }: Options): Promise<RunningPostgres> {
  const cluster = openCluster(resolve(dataDir));
  // Two processes that begin at once must not both create the files, or one would delete the other's.
  const release = await takeStartLock(join(cluster.folder, "start.lock"));
  try {
    return await start(cluster, onProgress ?? (() => undefined), { settings: [], keep: "keep-data" });
  } finally {
    release();
  }
}

/**
 * A server for one test run: a fresh folder in the system's temporary folder, no waiting for the disk unless it is to
 * be measured as it really is, removed at the end. `stop()` must be called; a run that is killed leaves its server behind, whose folder says so.
 */
export async function startTemporaryPostgres({ isDurable = false } = {}): Promise<RunningPostgres> {
  const folder = mkdtempSync(join(tmpdir(), "epreuve-postgres-"));
  const hasty = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];
  const settings = ["max_connections=300", ...(isDurable ? [] : hasty)];
  const nature: Nature = { settings, keep: "discard-data" };
  try {
    const running = await start(openCluster(folder), () => undefined, nature);
    const stop = async () => {
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    };
    return { ...running, stop };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

type Progress = (message: string) => void;
type Nature = { readonly settings: readonly string[]; readonly keep: "keep-data" | "discard-data" };

async function start(cluster: Cluster, progress: Progress, nature: Nature): Promise<RunningPostgres> {
  const survivor = await findLiveServer(cluster);
  if (survivor !== undefined) {
    const joined = isOwnedByAnother(cluster);
    progress(joined ? "PostgreSQL is already running" : "PostgreSQL was still running: adopted");
    return hold(cluster, survivor, joined ? "joined" : "adopted", nature);
  }
  const binaries = locatePostgres(cluster.folder);
  if (!isInitialised(cluster)) {
    progress("Creating the database files (first start)");
    await initialise(cluster, binaries);
  }
  // A killed server's last backends may hold its memory for a moment, and a free port may be taken meanwhile.
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    const hasExited = launch(cluster, binaries, await choosePort(cluster), nature.settings);
    const server = await waitUntilItAnswers(cluster, 60_000, hasExited);
    if (server !== undefined) return hold(cluster, server, "started", nature);
  }
  throw new Error(`PostgreSQL did not start. The end of ${cluster.log}:\n${lastLines(cluster.log)}`);
}

async function hold(
  cluster: Cluster,
  server: Postmaster,
  origin: RunningPostgres["origin"],
  { keep }: Nature,
): Promise<RunningPostgres> {
  if (origin !== "joined") writeFileSync(cluster.owner, String(process.pid));
  const connectionString = await ensureDatabase(adminConnection(server.port, cluster.password), "epreuve");
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    if (origin === "joined") return;
    await stopServer(server, keep);
    rmSync(cluster.owner, { force: true });
  };
  return { connectionString, origin, stop: () => (stopping ??= stop()) };
}

function isOwnedByAnother(cluster: Cluster): boolean {
  if (!existsSync(cluster.owner)) return false;
  const owner = Number(readFileSync(cluster.owner, "utf8"));
  return owner > 0 && owner !== process.pid && isAlive(owner);
}

function lastLines(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n").slice(-15).join("\n") : "(no log)";
}
