import { spawnSync } from "node:child_process";

import { runCommand } from "./run-command.ts";
import { note, Remediable } from "./say.ts";

/** Programs that the tests call, by the Debian package that holds each. */
const neededPrograms: Readonly<Record<string, string>> = {
  pdfsig: "poppler-utils",
  pdfinfo: "poppler-utils",
  pdffonts: "poppler-utils",
  pdftoppm: "poppler-utils",
  certutil: "libnss3-tools",
  openssl: "openssl",
  "redis-server": "redis-server",
  ffprobe: "ffmpeg",
  turnserver: "coturn",
};

export function hasProgram(program: string): boolean {
  return spawnSync("sh", ["-c", 'command -v "$0"', program], { stdio: "ignore" }).status === 0;
}

/** True where this process may install Debian packages by itself. */
export function canInstallPackages(): boolean {
  return process.getuid?.() === 0 && hasProgram("apt-get");
}

/** Installs what is missing where that is possible; says the exact command where it is not. */
export async function ensurePrograms(): Promise<string> {
  const missing = Object.keys(neededPrograms).filter((program) => !hasProgram(program));
  if (missing.length === 0) return "all present";
  const packages = [...new Set(missing.map((program) => neededPrograms[program] ?? program))];
  if (canInstallPackages()) {
    await installPackages(packages);
    return `installed ${packages.join(", ")}`;
  }
  throw new Remediable(
    `These programs are missing: ${missing.join(", ")}.\n` +
      `  Debian, Ubuntu:  sudo apt-get install -y --no-install-recommends ${packages.join(" ")}\n` +
      "  macOS:           brew install poppler nss openssl redis ffmpeg coturn",
  );
}

export async function installPackages(packages: readonly string[]): Promise<void> {
  note(`Installing ${packages.join(", ")}`);
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const install = () => runCommand("apt-get", ["install", "-y", "--no-install-recommends", ...packages], { env });
  if ((await install()).code === 0) return;
  // A fresh machine has no package lists yet, or old ones.
  await runCommand("apt-get", ["update"], { env });
  const second = await install();
  if (second.code !== 0) throw new Remediable(`apt-get could not install ${packages.join(", ")}:\n${second.output}`);
}
