import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { runCommand } from "#scripts/steps/run-command.ts";
import { patchBetween } from "#shared/domain/answers/text-patch.ts";

/** What the database alone gives: one row of the size of an operation, one commit, prepared, nothing else. */
export interface Baseline {
  readonly perSecond: number;
  readonly p99Ms: number;
}

const value = JSON.stringify(patchBetween("Madame, ", "Madame, Monsieur, je "));
const script = `INSERT INTO bench_row (value, hash) VALUES ('${value}', '${"0".repeat(64)}');`;

/** Debian keeps pgbench beside the server's own programs. */
export function findPgbench(): string | undefined {
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root) ? readdirSync(root).toSorted((a, b) => Number(b) - Number(a)) : [];
  const found = versions.map((version) => join(root, version, "bin", "pgbench")).find((path) => existsSync(path));
  return (
    found ??
    (process.env["PATH"] ?? "")
      .split(":")
      .map((folder) => join(folder, "pgbench"))
      .find((path) => existsSync(path))
  );
}

export async function prepareBaseline(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query("CREATE TABLE bench_row (id bigserial PRIMARY KEY, value jsonb NOT NULL, hash text NOT NULL)");
  await client.end();
}

/** Signing two hundred clients in takes seconds of their own; pgbench leaves them out of its rate, not of its time. */
const connecting = (clients: number): number => Math.ceil(clients / 25);

export async function measureBaseline(
  pgbench: string,
  databaseUrl: string,
  clients: number,
  seconds: number,
  perSecond?: number,
): Promise<Baseline> {
  const folder = mkdtempSync(join(tmpdir(), "epreuve-pgbench-"));
  try {
    writeFileSync(join(folder, "insert.sql"), script);
    const rate = perSecond === undefined ? [] : ["--rate", String(Math.round(perSecond))];
    const { code, output } = await runCommand(
      pgbench,
      [
        "-n",
        "-M",
        "prepared",
        "-c",
        String(clients),
        "-j",
        "2",
        "-T",
        String(seconds + connecting(clients)),
        "-l",
        "--log-prefix",
        join(folder, "log"),
        ...rate,
        "-f",
        join(folder, "insert.sql"),
        databaseUrl,
      ],
      { env: { ...process.env, PGCONNECT_TIMEOUT: "30" } },
    );
    const tps = /tps = ([\d.]+)/.exec(output)?.[1];
    if (code !== 0 || !tps) throw new Error(`pgbench failed:\n${output}`);
    const latencies = readdirSync(folder)
      .filter((name) => name.startsWith("log"))
      .flatMap((name) => readFileSync(join(folder, name), "utf8").trim().split("\n"))
      .map((line) => Number(line.split(" ")[2]) / 1_000)
      .toSorted((a, b) => a - b);
    return { perSecond: Number(tps), p99Ms: latencies[Math.floor(latencies.length * 0.99)] ?? 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
