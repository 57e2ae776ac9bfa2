import { readFile } from "node:fs/promises";
import { mustRun, runCommand } from "./run-command.ts";

const DEBIAN_PACKAGES = [
  "cmake",
  "flatbuffers-compiler",
  "g++",
  "libabsl-dev",
  "libflatbuffers-dev",
  "libsrtp2-dev",
  "libssl-dev",
  "libuv1-dev",
  "ninja-build",
  "pkg-config",
] as const;

const BUILD_PROGRAMS = ["cmake", "ninja", "flatc", "pkg-config"] as const;

/** Installs what the local build needs where that is possible, and otherwise says exactly what to do. */
export async function ensureBuildPackages(log: (line: string) => void): Promise<void> {
  if (!(await isDebianFamily())) {
    return requireBuildPrograms();
  }
  const missing = await missingDebianPackages();
  if (missing.length === 0) {
    return;
  }
  const command = `apt-get install -y --no-install-recommends ${missing.join(" ")}`;
  if (process.getuid?.() !== 0) {
    throw new Error(
      `The media worker has to be built here, and these Debian packages are missing. Run this, then start again:\n` +
        `  sudo apt-get update && sudo ${command}`,
    );
  }
  log(`Installing the Debian packages that the build needs: ${missing.join(" ")}`);
  await aptInstall(missing);
}

async function isDebianFamily(): Promise<boolean> {
  const release = await readFile("/etc/os-release", "utf8").catch(() => "");
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(release);
}

async function missingDebianPackages(): Promise<string[]> {
  // dpkg-query fails as soon as one package is unknown, and still answers for the others.
  const { output } = await runCommand("dpkg-query", [
    "-W",
    "-f",
    "${Package} ${db:Status-Status}\n",
    ...DEBIAN_PACKAGES,
  ]);
  const installed = new Set(
    output
      .split("\n")
      .filter((line) => line.endsWith(" installed"))
      .map((line) => line.split(" ")[0]),
  );
  // Newer Debian provides pkg-config through pkgconf; the program is what counts.
  if ((await runCommand("pkg-config", ["--version"])).status === 0) {
    installed.add("pkg-config");
  }
  return DEBIAN_PACKAGES.filter((name) => !installed.has(name));
}

async function aptInstall(packages: readonly string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  // Another installation may be going on: wait for its lock instead of failing.
  const wait = ["-o", "DPkg::Lock::Timeout=300"];
  const install = [...wait, "install", "-y", "--no-install-recommends", ...packages];
  const first = await runCommand("apt-get", install, { env });
  if (first.status === 0) {
    return;
  }
  // The package lists are missing or too old. Refreshing them takes a while, hence only now.
  await mustRun("apt-get", [...wait, "update"], { env });
  await mustRun("apt-get", install, { env });
}

async function requireBuildPrograms(): Promise<void> {
  const checks = await Promise.all(
    BUILD_PROGRAMS.map(async (program) => ({ program, ...(await runCommand(program, ["--version"])) })),
  );
  const missing = checks.filter(({ status }) => status !== 0).map(({ program }) => program);
  if (missing.length > 0) {
    throw new Error(
      `The media worker has to be built here, and these programs are missing: ${missing.join(", ")}. Install them with ` +
        "the development files of libuv, OpenSSL 3, libsrtp 2, Abseil and FlatBuffers, or set MEDIASOUP_WORKER_BIN to a " +
        "worker of the same mediasoup version.",
    );
  }
}
