/** Calls back regularly, also while the page is hidden: a hidden page must not look like a broken connection. */
export function startTicks(everyMs: number, onTick: () => void): () => void {
  const worker = startWorker();
  if (!worker) {
    const timer = setInterval(onTick, everyMs);
    return () => clearInterval(timer);
  }
  worker.addEventListener("message", onTick);
  worker.postMessage(everyMs);
  return () => worker.terminate();
}

function startWorker(): Worker | undefined {
  try {
    return new Worker(new URL("./ticks.worker.ts", import.meta.url), { type: "module" });
  } catch {
    return undefined;
  }
}
