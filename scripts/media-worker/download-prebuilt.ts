import { chmod, writeFile } from "node:fs/promises";
import { arch, platform, release } from "node:os";
import { join } from "node:path";
import { mustRun } from "./run-command.ts";

const OFFICIAL_RELEASES = "https://github.com/versatica/mediasoup/releases/download";

interface DownloadOptions {
  readonly mediasoupVersion: string;
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** For everything: a machine without network must not wait, and the local build is always there. */
  readonly timeoutMs: number;
}

/** Named as mediasoup's own install script names it; on Linux the major version of the kernel belongs to the name. */
export function prebuiltArchiveName(mediasoupVersion: string): string {
  const kernel = platform() === "linux" ? `-kernel${release().split(".")[0]}` : "";
  return `mediasoup-worker-${mediasoupVersion}-${platform()}-${arch()}${kernel}.tgz`;
}

/** Fetches the official worker into `folder` and answers its path; throws with the reason when there is none to have. */
export async function downloadPrebuilt({ mediasoupVersion, folder, env, timeoutMs }: DownloadOptions): Promise<string> {
  // The same variable as in mediasoup's install script, for those who keep a mirror.
  const base = env["MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL"] || OFFICIAL_RELEASES;
  const url = `${base}/${mediasoupVersion}/${prebuiltArchiveName(mediasoupVersion)}`;
  const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
  if (!response.ok) {
    throw new Error(`${url} answered ${response.status}`);
  }
  const archive = join(folder, "prebuilt.tgz");
  await writeFile(archive, new Uint8Array(await response.arrayBuffer()));
  await mustRun("tar", ["-xzf", archive, "-C", folder]);
  const binary = join(folder, "mediasoup-worker");
  await chmod(binary, 0o755);
  return binary;
}
