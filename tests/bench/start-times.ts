import { spawn, type ChildProcess } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Browser } from "@playwright/test";
import { listFiles } from "#scripts/checks/source-files.ts";
import { inProject } from "#scripts/steps/project.ts";
import { runCommand } from "#scripts/steps/run-command.ts";
import { inSeconds, type Figure } from "./figures.ts";

/**
 * `npm start` in a copy of the tree, to the first heading on the first page: once with neither database, build nor
 * generated client, and once more. Packages and the media worker are there both times: fetching them measures a network.
 */
export async function measureStarts(browser: Browser): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "epreuve-bench-"));
  try {
    await copyTree(folder);
    const fresh = await startOnce(folder, browser);
    const second = await startOnce(folder, browser);
    return [
      {
        name: "`npm start`, fresh",
        value: inSeconds(fresh),
        how: "to the first page; packages and media worker present; no database, no build",
      },
      { name: "`npm start`, second", value: inSeconds(second), target: "< 10 s", how: "to the first page, same folder" },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function copyTree(folder: string): Promise<void> {
  for (const path of listFiles()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(inProject(path), join(folder, path));
  }
  const { code, output } = await runCommand("cp", ["-a", "--reflink=auto", inProject("node_modules"), folder]);
  if (code !== 0) throw new Error(output);
  // What earlier starts remember of this tree does not hold for the copy.
  rmSync(join(folder, "node_modules", ".cache"), { recursive: true, force: true });
  if (existsSync(join(folder, "dist"))) throw new Error("The copy has a build already.");
}

async function startOnce(folder: string, browser: Browser): Promise<number> {
  const port = await freePort();
  const page = await browser.newPage();
  const began = performance.now();
  const child = spawn("npm", ["start"], {
    cwd: folder,
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, PORT: String(port), DATABASE_URL: "", REDIS_URL: "", EPREUVE_DATA_DIR: "", PUBLIC_URL: "" },
  });
  try {
    await untilItSays(child, "is ready");
    await page.goto(`http://localhost:${port}/`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    return performance.now() - began;
  } finally {
    await page.close();
    await stopGroup(child);
  }
}

function untilItSays(child: ChildProcess, words: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (said.includes(words)) resolve();
    });
    child.once("exit", (code) => reject(new Error(`npm start ended with code ${code}:\n${said}`)));
  });
}

/** As Ctrl-C does: the whole group is told. */
async function stopGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  const exit = new Promise((resolve) => child.once("exit", resolve));
  process.kill(-child.pid, "SIGINT");
  await exit;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
