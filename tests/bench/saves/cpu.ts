import { readdirSync, readFileSync } from "node:fs";
import type { Client } from "pg";

/** What processes have used of the processors, as the kernel counts it. */

const ticksPerSecond = 100;
/** Fields of /proc/PID/stat after the name: parent, then what it used, and what its children used that have ended. */
const at = { parent: 1, user: 11, system: 12, endedUser: 13, endedSystem: 14 } as const;

function statOf(pid: number | string): readonly number[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat
      .slice(stat.lastIndexOf(") ") + 2)
      .split(" ")
      .map(Number);
  } catch {
    return undefined; // It has ended.
  }
}

const sum = (stat: readonly number[] | undefined, fields: readonly number[]): number =>
  fields.reduce((total, field) => total + (stat?.[field] ?? 0), 0) / ticksPerSecond;

export const cpuSecondsOf = (pid: number | string): number => sum(statOf(pid), [at.user, at.system]);

/** The whole of PostgreSQL: the process that every connection's process comes from, and all of these. */
export async function postgresOf(client: Client): Promise<{ cpuSeconds(): number }> {
  const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  const master = statOf(rows[0]?.pid ?? 0)?.[at.parent];
  if (master === undefined) throw new Error("PostgreSQL's processes are not on this machine.");
  return {
    cpuSeconds: () =>
      readdirSync("/proc")
        .filter((name) => /^\d+$/.test(name) && statOf(name)?.[at.parent] === master)
        .reduce(
          (total, pid) => total + cpuSecondsOf(pid),
          sum(statOf(master), [at.user, at.system, at.endedUser, at.endedSystem]),
        ),
  };
}
