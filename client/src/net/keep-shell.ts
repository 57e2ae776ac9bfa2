/**
 * Lets the browser keep the pages' own code, so that an address of the exam opens without a server. It takes nothing
 * over while a page is open: a new version waits for the next start.
 */
export function keepShell(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  // After everything that the person is waiting for.
  addEventListener("load", () => {
    // A browser that refuses (private window, policy) has a page that works as before.
    navigator.serviceWorker.register("/service-worker.js").catch(() => undefined);
  });
}
