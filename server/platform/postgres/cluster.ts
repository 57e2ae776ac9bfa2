import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

import type { PostgresBinaries } from "./binaries.ts";

/** The bootstrap user of every server that Épreuve starts itself. */
export const postgresUser = "epreuve";

/** Everything that one server keeps, in one folder. */
export type Cluster = {
  readonly folder: string;
  readonly data: string;
  readonly log: string;
  readonly owner: string;
  readonly password: string;
};

/** Opens the folder of a cluster; its password is made once and readable by its owner only. */
export function openCluster(folder: string): Cluster {
  mkdirSync(folder, { recursive: true });
  // PostgreSQL's own user may pass through; what is inside carries its own permissions.
  chmodSync(folder, 0o711);
  const passwordFile = join(folder, "password");
  if (!existsSync(passwordFile)) writeFileSync(passwordFile, randomBytes(24).toString("base64url"), { mode: 0o600 });
  return {
    folder,
    data: join(folder, "cluster"),
    log: join(folder, "postgres.log"),
    owner: join(folder, "owner.pid"),
    password: readFileSync(passwordFile, "utf8").trim(),
  };
}

export function isInitialised(cluster: Cluster): boolean {
  return existsSync(join(cluster.data, "PG_VERSION"));
}

/** The port of last time while it is free, otherwise one that the operating system gives. */
export async function choosePort(cluster: Cluster): Promise<number> {
  const file = join(cluster.folder, "port");
  const remembered = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  const port = (await freePort(remembered)) ?? (await freePort(0));
  if (port === undefined) throw new Error("No free port could be found for PostgreSQL on 127.0.0.1.");
  writeFileSync(file, String(port));
  return port;
}

function freePort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : undefined));
    });
  });
}

// French collation where this build has ICU, so that names sort as people expect; plain bytes where it does not.
const locales = [["--locale-provider=icu", "--icu-locale=fr-CA", "--locale=C"], ["--locale=C"]];

export async function initialise(cluster: Cluster, binaries: PostgresBinaries): Promise<void> {
  const { uid, gid } = binaries.runAs;
  const passwordFile = join(cluster.folder, `initial-${randomBytes(6).toString("hex")}`);
  writeFileSync(passwordFile, `${cluster.password}\n`, { mode: 0o600 });
  if (uid !== undefined && gid !== undefined) chownSync(passwordFile, uid, gid);
  const failures: string[] = [];
  try {
    for (const locale of locales) {
      // An interrupted first start leaves half a cluster, which initdb refuses to touch.
      rmSync(cluster.data, { recursive: true, force: true });
      mkdirSync(cluster.data, { mode: 0o700 });
      if (uid !== undefined && gid !== undefined) chownSync(cluster.data, uid, gid);
      const flags = ["--encoding=UTF8", "--auth=scram-sha-256", "--data-checksums", ...locale];
      const failure = await run(binaries, [
        binaries.initdb,
        `--pgdata=${cluster.data}`,
        `--username=${postgresUser}`,
        `--pwfile=${passwordFile}`,
        ...flags,
      ]);
      if (failure === undefined) return;
      failures.push(failure);
    }
  } finally {
    rmSync(passwordFile, { force: true });
  }
  throw new Error(`PostgreSQL could not create its data in ${cluster.data}.\n${failures.join("\n")}`);
}

/**
 * Starts the server in a session of its own: a Ctrl-C in the terminal must not reach it before the application.
 * Answers whether that process has given up since.
 */
export function launch(
  cluster: Cluster,
  binaries: PostgresBinaries,
  port: number,
  settings: readonly string[],
): () => boolean {
  const log = openSync(cluster.log, "a");
  const all = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "log_checkpoints=off",
    `port=${port}`,
    ...settings,
  ];
  const [program = binaries.postgres, ...args] = [
    ...binaries.runAs.prefix,
    binaries.postgres,
    "-D",
    cluster.data,
    ...all.flatMap((setting) => ["-c", setting]),
  ];
  const child = spawn(program, args, {
    ...binaries.runAs.spawn,
    cwd: "/",
    detached: true,
    stdio: ["ignore", log, log],
    env: { ...process.env, LC_ALL: "C" },
  });
  let hasExited = false;
  child.on("error", () => void (hasExited = true));
  child.on("exit", () => void (hasExited = true));
  child.unref();
  closeSync(log);
  return () => hasExited;
}

function run(binaries: PostgresBinaries, command: readonly string[]): Promise<string | undefined> {
  const [program = binaries.initdb, ...args] = [...binaries.runAs.prefix, ...command];
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      ...binaries.runAs.spawn,
      cwd: "/",
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, LC_ALL: "C" },
    });
    let output = "";
    const keep = (chunk: Buffer) => void (output += chunk.toString("utf8"));
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", (error) => resolve(error.message));
    child.on("close", (code) => resolve(code === 0 ? undefined : output.trim()));
  });
}
