import { existsSync } from "node:fs";

import { inProject } from "./project.ts";
import { runCommand } from "./run-command.ts";
import { Remediable } from "./say.ts";
import { hashSources, isFresh, writeStamp } from "./source-stamp.ts";

/** Generates Prisma's client when the schema or Prisma itself changed. */
export async function generatePrismaClient(): Promise<"generated" | "unchanged"> {
  const stamp = inProject("generated", "prisma.stamp");
  const hash = hashSources([inProject("prisma", "schema.prisma"), inProject("node_modules", "prisma", "package.json")]);
  if (isFresh(stamp, hash) && existsSync(inProject("generated", "prisma", "client.ts"))) return "unchanged";
  // Generation needs no engine; the variable only stops Prisma from downloading one.
  const env = { PRISMA_SCHEMA_ENGINE_BINARY: "/bin/true", PRISMA_HIDE_UPDATE_MESSAGE: "1" };
  const { code, output } = await runCommand("prisma", ["generate"], { env });
  if (code !== 0) throw new Remediable(`The database client could not be generated:\n${output.trim()}`);
  writeStamp(stamp, hash);
  return "generated";
}
