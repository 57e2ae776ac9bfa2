/**
 * One page of this browser saves a run at a time. The newest page asks, the older one writes everything down and lets
 * go; a page that does not answer loses its hold after a moment. Between machines the server's lease decides.
 */
export interface PageClaim {
  release(): void;
}

const patienceMs = 2_000;

export async function claimPage(name: string, onLost: () => Promise<void>): Promise<PageClaim> {
  const channel = new BroadcastChannel(`epreuve:${name}`);
  let release = (): void => undefined;
  let isReleased = false;
  const letGo = (): void => {
    isReleased = true;
    channel.close();
    release();
  };
  channel.postMessage("claim");
  await hold(`epreuve:${name}`, (done) => (release = done));
  // Heard only once this page holds the run: its own question came before.
  channel.addEventListener("message", () => {
    if (!isReleased) void onLost().finally(letGo);
  });
  return { release: letGo };
}

/** Resolves when the lock is held; it is held until `done` is called. Without Web Locks the server's lease is enough. */
function hold(name: string, whenHeld: (done: () => void) => void): Promise<void> {
  const locks = typeof navigator === "undefined" ? undefined : navigator.locks;
  if (!locks) return Promise.resolve();
  return new Promise((resolve) => {
    let isHeld = false;
    const holding = (): Promise<void> =>
      new Promise((done) => {
        isHeld = true;
        whenHeld(done);
        resolve();
      });
    locks.request(name, { signal: AbortSignal.timeout(patienceMs) }, holding).catch(() => {
      // Rejected too when a later page takes a lock that was held: that page is the newer one.
      if (!isHeld) locks.request(name, { steal: true }, holding).catch(() => resolve());
    });
  });
}
