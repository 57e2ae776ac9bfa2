import { fork, spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { inProject } from "#scripts/steps/project.ts";
import { startTemporaryRedis } from "#scripts/steps/start-redis.ts";
import { cpuSecondsOf } from "./cpu.ts";
import type { Phase, PhaseResult, Setup } from "./load.ts";

/** The web tier as its own processes, as it is started for an exam. `profileDir` keeps a CPU profile of each. */
export interface BenchServer {
  readonly ports: readonly number[];
  /** Memory that is resident, in bytes. */
  memory(): number;
  /** CPU seconds since its start. */
  cpuSeconds(): number;
  stop(): Promise<void>;
}

const stop = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  await exit;
};

/** As many web processes as the machine has processors; they share what Redis carries, as several nodes do. */
export async function startBenchServer(databaseUrl: string, profileDir?: string): Promise<BenchServer> {
  const redis = await startTemporaryRedis();
  const nodes = await Promise.all(
    Array.from({ length: availableParallelism() }, () => startNode(databaseUrl, redis.url, profileDir)),
  );
  const sum = (of: (node: Node) => number): number => nodes.reduce((total, node) => total + of(node), 0);
  return {
    ports: nodes.map(({ port }) => port),
    memory: () => sum((node) => node.memory()),
    cpuSeconds: () => sum((node) => node.cpuSeconds()),
    stop: async () => {
      await Promise.all(nodes.map((node) => node.stop()));
      await redis.stop();
    },
  };
}

type Node = Omit<BenchServer, "ports"> & { readonly port: number };

async function startNode(databaseUrl: string, redisUrl: string, profileDir?: string): Promise<Node> {
  const port = await freePort();
  const dataDir = mkdtempSync(join(tmpdir(), "epreuve-bench-"));
  const profile = profileDir ? ["--cpu-prof", `--cpu-prof-dir=${profileDir}`] : [];
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", ...profile, "server/main.ts", "--services=web"],
    {
      cwd: inProject(),
      stdio: ["ignore", "ignore", "inherit"],
      env: {
        ...process.env,
        NODE_ENV: "development",
        HOST: "127.0.0.1",
        PORT: String(port),
        PUBLIC_URL: `http://localhost:${port}`,
        DATABASE_URL: databaseUrl,
        REDIS_URL: redisUrl,
        EPREUVE_DATA_DIR: dataDir,
        EPREUVE_DEMO: "0",
        LOG_LEVEL: "error",
      },
    },
  );
  for (let attempt = 0; ; attempt += 1) {
    const isReady = await fetch(`http://127.0.0.1:${port}/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) break;
    if (attempt > 300 || child.exitCode !== null) throw new Error("The server was not ready in a minute.");
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const proc = (name: string): string => readFileSync(`/proc/${child.pid}/${name}`, "utf8");
  return {
    port,
    memory: () => 1024 * Number(/VmRSS:\s+(\d+)/.exec(proc("status"))?.[1] ?? 0),
    cpuSeconds: () => cpuSecondsOf(child.pid ?? 0),
    stop: async () => {
      await stop(child, "SIGTERM");
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The load generator as its own process: it does not measure itself. */
export interface Load {
  open(setup: Setup): Promise<void>;
  /** `before` is done once the requests are made, right before the clock starts. */
  play(phase: Phase, before: () => Promise<void>): Promise<PhaseResult>;
  stop(): Promise<void>;
}

export function startLoad(): Load {
  const child = fork(inProject("tests", "bench", "saves", "load.ts"), {
    execArgv: ["--disable-warning=ExperimentalWarning"],
    serialization: "advanced",
  });
  const ask = <T>(message: object): Promise<T> =>
    new Promise((resolve, reject) => {
      child.once("message", (answer: { result: T } | { error: string }) =>
        "error" in answer ? reject(new Error(answer.error)) : resolve(answer.result),
      );
      child.send(message);
    });
  return {
    open: (setup) => ask({ setup }),
    play: async (phase, before) => {
      await ask({ prepare: phase });
      await before();
      return ask({ phase });
    },
    stop: () => stop(child, "SIGTERM"),
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
