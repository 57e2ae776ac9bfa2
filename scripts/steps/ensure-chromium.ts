import { existsSync } from "node:fs";

import { chromium } from "@playwright/test";

import { canInstallPackages, installPackages } from "./ensure-packages.ts";
import { runCommand } from "./run-command.ts";
import { note, Remediable } from "./say.ts";

/** Chromium without the windows of a desktop: the same engine for a fifth less of the processor. */
const shellPackage = "chromium-headless-shell";
const debianShell = "/usr/bin/chromium-headless-shell";
const debianChromium = "/usr/bin/chromium";

/** Answers the browser for the journeys: EPREUVE_CHROMIUM, the one for tests, the system's, or one that is installed now. */
export async function ensureChromium(env: NodeJS.ProcessEnv): Promise<string> {
  const given = env["EPREUVE_CHROMIUM"];
  if (given) {
    if (existsSync(given)) return given;
    throw new Remediable(`EPREUVE_CHROMIUM names ${given}, and there is no such file.`);
  }
  const found = () => [debianShell, debianChromium, chromium.executablePath()].find((path) => existsSync(path));
  if (found() === undefined && canInstallPackages())
    // An older Debian has no such package: the whole browser does as well.
    await installPackages([shellPackage]).catch(() => installPackages(["chromium"]));
  const browser = found();
  if (browser !== undefined) return browser;
  note("Downloading Chromium (playwright install chromium)");
  const { code, output } = await runCommand("playwright", ["install", "chromium"]);
  if (code === 0 && existsSync(chromium.executablePath())) return chromium.executablePath();
  throw new Remediable(
    `Chromium could not be installed:\n${output.trim()}\n` +
      "Install it (Debian: sudo apt-get install -y chromium), or give its path: EPREUVE_CHROMIUM=/path/to/chromium npm test",
  );
}
