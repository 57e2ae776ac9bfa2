import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { dataFolder } from "./project.ts";
import { note, Remediable } from "./say.ts";

export type Address = { readonly host: string; readonly port: number };

export function readAddress(env: NodeJS.ProcessEnv): Address {
  const port = Number(env["PORT"] || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Remediable(
      `PORT must be a number from 1 to 65535, not "${env["PORT"]}". For example: PORT=3001 npm start`,
    );
  }
  return { host: env["HOST"] || "127.0.0.1", port };
}

/** Where the media node is signalled to: the next port, unless another one is given. */
export function mediaAddress({ host, port }: Address, env: NodeJS.ProcessEnv): Address {
  const given = Number(env["MEDIA_SIGNALLING_PORT"] || port + 1);
  if (Number.isInteger(given) && given > 0 && given <= 65_535 && given !== port) return { host, port: given };
  throw new Remediable("MEDIA_SIGNALLING_PORT must be a number from 1 to 65535, and not that of PORT.");
}

/** Makes sure the ports can be used: a server of ours whose `npm start` was killed is stopped first. */
export async function claimPorts(addresses: readonly Address[], env: NodeJS.ProcessEnv): Promise<void> {
  const owner = livingProcess(join(dataFolder(env), "start.pid"), "scripts/start.ts");
  if (owner !== undefined && owner !== process.pid) {
    throw new Remediable(
      `Épreuve is already running on this data folder (process ${owner}). Stop it first, or start another one beside ` +
        "it: EPREUVE_DATA_DIR=.data/second PORT=3001 npm start",
    );
  }
  for (const name of ["server.pid", "media.pid"]) {
    const orphan = livingProcess(join(dataFolder(env), name), "server/main.ts");
    if (orphan === undefined) continue;
    note(`A server of an earlier start is still running (process ${orphan}): stopping it`);
    await stopOrphan(orphan);
  }
  for (const address of addresses) await claimPort(address);
}

async function claimPort(address: Address): Promise<void> {
  const problem = await tryToListen(address);
  if (problem === undefined) return;
  const { host, port } = address;
  throw new Remediable(
    problem === "EADDRINUSE"
      ? `Port ${port} is in use by another program. Choose others, two in a row: PORT=${port + 2} npm start`
      : `${host}:${port} cannot be listened on (${problem}). Choose another address: HOST=127.0.0.1 PORT=3001 npm start`,
  );
}

/** The process of a pid file, as long as it lives and still is the program that wrote the file. */
function livingProcess(pidFile: string, program: string): number | undefined {
  if (!existsSync(pidFile)) return undefined;
  const pid = Number(readFileSync(pidFile, "utf8"));
  const answer = spawnSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" });
  return answer.status === 0 && answer.stdout.includes(program) ? pid : undefined;
}

async function stopOrphan(pid: number): Promise<void> {
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    const end = performance.now() + 10_000;
    try {
      process.kill(pid, signal);
      while (performance.now() < end) {
        process.kill(pid, 0);
        await pause(50);
      }
    } catch {
      // Gone: signalling it fails.
      return;
    }
  }
}

function tryToListen({ host, port }: Address): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error) => resolve("code" in error ? String(error.code) : error.message));
    probe.listen(port, host, () => probe.close(() => resolve(undefined)));
  });
}
