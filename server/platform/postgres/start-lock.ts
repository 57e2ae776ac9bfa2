import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

import { isAlive } from "./postmaster.ts";

/**
 * Waits until no other living process is starting this cluster; answers the function that lets the next one in. A lock
 * whose holder was killed is taken over.
 */
export async function takeStartLock(file: string): Promise<() => void> {
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    while (!tryLink(mine, file)) {
      const holder = readHolder(file);
      if (holder !== undefined && !isAlive(holder)) rmSync(file, { force: true });
      else await pause(100);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  return () => rmSync(file, { force: true });
}

/** A hard link appears with its content or not at all, so no reader ever meets an empty lock. */
function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

function readHolder(file: string): number | undefined {
  try {
    return Number(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
