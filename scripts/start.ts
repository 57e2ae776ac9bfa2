/** npm start: prepares what is missing, starts the database and the server, says where to go, stops them in order. */
import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { deployMigrations } from "#prisma/migrate.ts";
import { provisionMediaWorker } from "#scripts/media-worker/provision.ts";

import { buildClient } from "./steps/build-client.ts";
import { claimPorts, mediaAddress, readAddress } from "./steps/claim-port.ts";
import { generatePrismaClient } from "./steps/generate-client.ts";
import type { Address } from "./steps/claim-port.ts";
import type { OpenDatabase } from "./steps/open-database.ts";
import { openDatabase } from "./steps/open-database.ts";
import { dataFolder, inProject } from "./steps/project.ts";
import { stopRunningCommands } from "./steps/run-command.ts";
import { note, Remediable, seconds, step } from "./steps/say.ts";
import { mediaUrl, serverEnvironment, wantsDemonstration } from "./steps/server-environment.ts";
import type { ServerProcess } from "./steps/server-process.ts";
import { runServer, ServerGaveUp } from "./steps/server-process.ts";

// What the caller's environment already says wins over the file.
if (existsSync(inProject(".env"))) process.loadEnvFile(inProject(".env"));
const env = process.env;
const folder = dataFolder(env);
const ownPidFile = join(folder, "start.pid");
let database: Promise<OpenDatabase> | undefined;
let server: ServerProcess | undefined;
let media: ServerProcess | undefined;
let interruptions = 0;
let hasClaimed = false;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void interrupt());

try {
  await start();
} catch (error) {
  // What an interruption breaks off is no failure; it ends the process itself, in its own order.
  if (interruptions === 0) {
    process.exitCode = report(error);
    await stopAll();
    process.exit();
  }
}

async function start(): Promise<void> {
  const began = performance.now();
  const address = readAddress(env);
  mkdirSync(folder, { recursive: true });
  const mediaAt = mediaAddress(address, env);
  await claimPorts([address, mediaAt], env);
  writeFileSync(ownPidFile, String(process.pid));
  hasClaimed = true;
  await step("Database client", generatePrismaClient, String);
  await step("Browser part", buildClient, String);
  const workerBinary = await step("Media worker", () => provisionMediaWorker({ env, log: note }));
  const { connectionString } = await step("Database", openOnce, ({ description }) => description);
  await step("Migrations", () => deployMigrations(connectionString), describeMigrations);
  if (interruptions > 0) return;

  const given = { databaseUrl: connectionString, workerBinary, mediaUrl: mediaUrl(env, mediaAt.port) };
  const run = (name: "server" | "media", services: string[], at: Address): ServerProcess => {
    keepLogSmall(join(folder, `${name}.log`));
    return runServer({
      name,
      services,
      givesUp: name === "server",
      dataFolder: folder,
      address: at,
      env: serverEnvironment(env, { ...given, ...at }),
      onTrouble: (message) => console.error(`✗ ${message}`),
    });
  };
  const running = run("server", ["web", "jobs"], address);
  server = running;
  await step("Server", () => running.ready);
  if (interruptions > 0) return;
  const rooms = run("media", ["media"], mediaAt);
  media = rooms;
  await step("Media node", () => rooms.ready);
  sayAddresses(address.port, performance.now() - began);
  const code = await running.ended;
  if (interruptions === 0) throw new ServerGaveUp(code);
}

function openOnce(): Promise<OpenDatabase> {
  return (database ??= openDatabase(env));
}

function describeMigrations(applied: readonly string[]): string {
  return applied.length === 0 ? "up to date" : `${applied.length} applied`;
}

function sayAddresses(port: number, ms: number): void {
  const base = (env["PUBLIC_URL"] || `http://localhost:${port}`).replace(/\/$/, "");
  const isDemonstration = wantsDemonstration(env);
  console.log(`\nÉpreuve is ready (${seconds(ms)}).`);
  console.log(`  Application          ${base}`);
  if (isDemonstration) console.log(`  Demonstration        ${base}/demo  (its accounts are listed there)`);
  if (env["NODE_ENV"] !== "production") console.log(`  Development mailbox  ${base}/dev/mailbox`);
  console.log(`  Logs                 ${join(folder, "server.log")}, ${join(folder, "media.log")}`);
  console.log("Ctrl-C stops everything.\n");
}

/** The first signal stops everything in order; the second one does not wait. */
async function interrupt(): Promise<void> {
  interruptions += 1;
  if (interruptions > 1) {
    media?.kill();
    server?.kill();
    process.exit(130);
  }
  console.log("\nStopping (again to force)");
  stopRunningCommands();
  await stopAll();
  console.log("✓ Stopped");
  process.exit(0);
}

/** The servers first, since they still write; then the database, which may be opening just now. */
async function stopAll(): Promise<void> {
  await media?.stop();
  await server?.stop();
  const opened = await database?.catch(() => undefined);
  await opened?.stop();
  if (hasClaimed) rmSync(ownPidFile, { force: true });
}

function report(error: unknown): number {
  if (error instanceof ServerGaveUp) {
    if (error.hasSpoken) return error.code;
    console.error(`✗ ${error.message}. See ${join(folder, "server.log")}`);
    return error.code;
  }
  console.error(error instanceof Remediable ? `✗ ${error.message}` : error);
  return 1;
}

/** One earlier log is kept. */
function keepLogSmall(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > 10_000_000) renameSync(file, `${file}.1`);
}
