import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface TurnRelay {
  /** As `TURN_URL` and `TURN_SECRET` name it. */
  readonly url: string;
  readonly secret: string;
  stop(): Promise<void>;
}

/** The real coturn, with the options of docker-compose.yml; only here may it reach this very machine. It takes TCP alone. */
export async function startTurnRelay(): Promise<TurnRelay> {
  const [port, folder, secret] = [await freePort(), await mkdtemp(join(tmpdir(), "epreuve-turn-")), randomUUID()];
  const child = spawn(
    "turnserver",
    [
      "-n",
      `--listening-ip=127.0.0.1`,
      `--listening-port=${port}`,
      "--relay-ip=127.0.0.1",
      "--realm=epreuve",
      "--use-auth-secret",
      `--static-auth-secret=${secret}`,
      "--fingerprint",
      "--no-cli",
      "--no-tls",
      "--no-dtls",
      "--no-udp",
      "--no-multicast-peers",
      "--no-tcp-relay",
      "--denied-peer-ip=0.0.0.0-255.255.255.255",
      "--allowed-peer-ip=127.0.0.1",
      "--allow-loopback-peers",
      "--log-file=stdout",
      `--userdb=${join(folder, "users")}`,
      `--pidfile=${join(folder, "pid")}`,
    ],
    { cwd: folder, stdio: "ignore" },
  );
  const exit = Promise.race([once(child, "exit"), once(child, "error")]);
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    await exit;
    await rm(folder, { recursive: true, force: true });
  };
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await accepts(port)) return { url: `turn:127.0.0.1:${port}?transport=tcp`, secret, stop };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await stop();
  throw new Error("coturn did not start.");
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => socket.end(() => resolve(true)));
    socket.once("error", () => resolve(false));
  });
}
