import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { closeSync, openSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import type { Address } from "./claim-port.ts";
import { projectRoot } from "./project.ts";

// By this exit code the server says that its configuration is wrong; its message is already on the screen.
const badConfiguration = 78;

/** The server ended for good without having been asked to. */
export class ServerGaveUp extends Error {
  readonly code: number;
  readonly hasSpoken: boolean;

  constructor(code: number) {
    super("The server does not stay up");
    this.code = code;
    this.hasSpoken = code === badConfiguration;
  }
}

type Options = {
  /** Names its pid file and its log in the data folder. */
  readonly name: "server" | "media";
  /** What it serves: one process or several make up the whole. */
  readonly services: readonly string[];
  /** Live rooms come back whenever they can; the application without its server is nothing. */
  readonly givesUp: boolean;
  readonly dataFolder: string;
  readonly address: Address;
  readonly env: NodeJS.ProcessEnv;
  readonly onTrouble: (message: string) => void;
};

export type ServerProcess = {
  /** Resolves once GET /ready answers 200; rejects with ServerGaveUp when the server ends before. */
  readonly ready: Promise<void>;
  /** Resolves with an exit code when the server has given up for good, or has been stopped. */
  readonly ended: Promise<number>;
  stop(): Promise<void>;
  kill(): void;
};

const restartsPerMinute = 5;
const longestDelayMs = 10_000;
const stopWithinMs = 20_000;

/**
 * Runs server/main.ts and keeps it running: a server that dies by itself is started again, a little later each time.
 * Its pid is in the data folder, its output in a log there.
 */
export function runServer(options: Options): ServerProcess {
  const { name, services, givesUp, dataFolder, address, env, onTrouble } = options;
  const title = name === "media" ? "The media node" : "The server";
  const logFile = join(dataFolder, `${name}.log`);
  const pidFile = join(dataFolder, `${name}.pid`);
  const deaths: number[] = [];
  const ended = Promise.withResolvers<number>();
  let endCode: number | undefined;
  let child: ChildProcess | undefined;
  let isStopping = false;
  let restart: NodeJS.Timeout | undefined;

  const end = (code: number) => {
    endCode = code;
    rmSync(pidFile, { force: true });
    ended.resolve(code);
  };

  const launch = () => {
    const log = openSync(logFile, "a");
    const args = ["--disable-warning=ExperimentalWarning", "server/main.ts", `--services=${services.join(",")}`];
    // In a group of its own: Ctrl-C reaches whoever started it, who stops one after the other.
    child = spawn(process.execPath, args, { cwd: projectRoot, env, stdio: ["ignore", log, "inherit"], detached: true });
    closeSync(log);
    if (child.pid !== undefined) writeFileSync(pidFile, String(child.pid));
    child.once("exit", (code, signal) => afterExit(code, signal));
    child.once("error", (error) => {
      onTrouble(`${title} could not be started: ${error.message}`);
      end(1);
    });
  };

  const afterExit = (code: number | null, signal: NodeJS.Signals | null) => {
    if (isStopping) return end(0);
    if (code === badConfiguration) return end(badConfiguration);
    const now = performance.now();
    deaths.push(now);
    const recent = deaths.filter((at) => now - at < 60_000).length;
    const cause = signal === null ? `exit code ${code}` : signal;
    if (givesUp && recent > restartsPerMinute) {
      onTrouble(
        `${title} stopped ${recent} times within a minute (${cause}): giving up. See ${logFile}`,
      );
      return end(1);
    }
    const delayMs = Math.min(longestDelayMs, 250 * 2 ** (recent - 1));
    onTrouble(`${title} stopped by itself (${cause}): starting it again in ${delayMs} ms`);
    restart = setTimeout(launch, delayMs);
  };

  const stop = async () => {
    isStopping = true;
    clearTimeout(restart);
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return end(0);
    const patience = setTimeout(() => child?.kill("SIGKILL"), stopWithinMs);
    child.kill("SIGTERM");
    await ended.promise;
    clearTimeout(patience);
  };

  launch();
  return {
    ready: waitUntilReady(address, () => endCode),
    ended: ended.promise,
    stop,
    kill: () => void child?.kill("SIGKILL"),
  };
}

/** Asks /ready until it answers 200. A first start may seed the demonstration, so patience is long. */
async function waitUntilReady(address: Address, endCode: () => number | undefined): Promise<void> {
  const url = `http://${reachableHost(address.host)}:${address.port}/ready`;
  const end = performance.now() + 300_000;
  while (performance.now() < end) {
    const code = endCode();
    if (code !== undefined) throw new ServerGaveUp(code);
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.status === 200) return;
    await pause(100);
  }
  throw new Error(`The server did not become ready at ${url} within 5 minutes.`);
}

/** A server that listens on every address is asked on the local one. */
function reachableHost(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}
