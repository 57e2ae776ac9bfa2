import { cp } from "node:fs/promises";
import { availableParallelism, totalmem } from "node:os";
import { join } from "node:path";
import { mustRun } from "./run-command.ts";
import { patchWorkerSources } from "./source-patch.ts";

const PROGRESS_EVERY_MS = 5_000;
/** What one compiler takes at most for a batch of sources, with room to spare. */
const BYTES_PER_COMPILER = 1.5 * 1024 ** 3;

interface BuildOptions {
  /** mediasoup's `worker` folder as its npm package ships it. It is only read. */
  readonly workerSources: string;
  /** An empty folder of one's own. */
  readonly folder: string;
  readonly log: (line: string) => void;
}

/** Compiles the worker inside `folder` and answers the path of the binary. */
export async function buildWorker({ workerSources, folder, log }: BuildOptions): Promise<string> {
  // A copy: the patch must not touch node_modules, and `npm ci` may replace node_modules during the build.
  const sources = join(folder, "worker");
  const build = join(folder, "build");
  await cp(workerSources, sources, { recursive: true });
  await patchWorkerSources(sources);
  await mustRun("cmake", ["-S", import.meta.dirname, "-B", build, "-G", "Ninja", `-DWORKER=${sources}`]);
  const jobs = Math.max(1, Math.min(availableParallelism(), Math.floor(totalmem() / BYTES_PER_COMPILER)));
  await mustRun("ninja", ["-C", build, "-j", String(jobs)], {
    env: { ...process.env, NINJA_STATUS: "[%f/%t] " },
    onLine: progressReporter(log),
  });
  return join(build, "mediasoup-worker");
}

/** Passes on the compiler's progress every few seconds, and its last step. */
function progressReporter(log: (line: string) => void): (line: string) => void {
  let reportedAtMs = 0;
  return (line) => {
    const step = /^\[(\d+)\/(\d+)\]/.exec(line);
    if (step && (step[1] === step[2] || Date.now() - reportedAtMs >= PROGRESS_EVERY_MS)) {
      reportedAtMs = Date.now();
      log(`${step[0]} compiling the media worker`);
    }
  };
}
