import { spawn } from "node:child_process";
import { connect, createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

export type RunningRedis = { readonly url: string; stop(): Promise<void> };

/** A Redis for one test run: a free port, nothing written to the disk. */
export async function startTemporaryRedis(): Promise<RunningRedis> {
  const port = await freePort();
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
  const child = spawn("redis-server", args, { stdio: "ignore" });
  const exited = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await accepts(port)) {
      const stop = async () => {
        child.kill("SIGTERM");
        await exited;
      };
      return { url: `redis://127.0.0.1:${port}`, stop };
    }
    await pause(50);
  }
  child.kill("SIGKILL");
  throw new Error("redis-server did not start.");
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => socket.end(() => resolve(true)));
    socket.once("error", () => resolve(false));
  });
}
