import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import type { Cluster } from "./cluster.ts";
import { adminConnection, answers } from "./databases.ts";

export type Postmaster = { readonly pid: number; readonly port: number };

/** What postmaster.pid says, whether or not that process still lives. */
export function readPostmaster(cluster: Cluster): Postmaster | undefined {
  try {
    const lines = readFileSync(join(cluster.data, "postmaster.pid"), "utf8").split("\n");
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    return Number.isInteger(pid) && pid > 0 ? { pid, port } : undefined;
  } catch {
    return undefined;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/**
 * A server that outlived its parent, ready to be adopted. A stale postmaster.pid is removed: after a crash its number
 * may belong to any other program, and PostgreSQL would then refuse to start.
 */
export async function findLiveServer(cluster: Cluster): Promise<Postmaster | undefined> {
  const found = readPostmaster(cluster);
  if (found === undefined) return undefined;
  if (!isAlive(found.pid) || !isPostgres(found.pid)) {
    rmSync(join(cluster.data, "postmaster.pid"), { force: true });
    return undefined;
  }
  return waitUntilItAnswers(cluster, 30_000, () => !isAlive(found.pid));
}

/** Zombies count as dead: they show no command line. */
function isPostgres(pid: number): boolean {
  const answer = spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  // Without `ps`, a living process is taken at its word; whether it answers is checked next.
  return answer.error !== undefined || (answer.stdout.includes("postgres") && !answer.stdout.includes("<defunct>"));
}

/** The server once it accepts connections to this very cluster, or `undefined` when it does not come up in time. */
export async function waitUntilItAnswers(
  cluster: Cluster,
  withinMs: number,
  hasGivenUp: () => boolean,
): Promise<Postmaster | undefined> {
  const end = performance.now() + withinMs;
  while (performance.now() < end) {
    const server = readPostmaster(cluster);
    if (server !== undefined && server.port > 0) {
      if (await answers(adminConnection(server.port, cluster.password), cluster.data)) return server;
    }
    if (hasGivenUp()) return undefined;
    await pause(50);
  }
  return undefined;
}

const fastShutdown = [["SIGINT", 20_000] as const];
const immediateShutdown = [["SIGQUIT", 10_000] as const, ["SIGKILL", 2_000] as const];

/**
 * A fast shutdown (clients are disconnected, data is flushed), or an immediate one when that takes too long or when
 * the data is thrown away afterwards.
 */
export async function stopServer(server: Postmaster, keep: "keep-data" | "discard-data"): Promise<void> {
  for (const [signal, withinMs] of keep === "keep-data" ? [...fastShutdown, ...immediateShutdown] : immediateShutdown) {
    if (!isAlive(server.pid)) return;
    process.kill(server.pid, signal);
    const end = performance.now() + withinMs;
    while (performance.now() < end) {
      if (!isAlive(server.pid) || !isPostgres(server.pid)) return;
      await pause(25);
    }
  }
}
