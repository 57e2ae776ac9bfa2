import { hearAbsence, leaveAbsence, presentSince } from "#shared/domain/integrity/absence.ts";
import { sleepMs, type AwayEvent, type AwayFact, type Counted } from "#shared/domain/integrity/away.ts";
import { serverClock } from "#client/net/server-clock.ts";
import { startTicks } from "#client/net/ticks.ts";
import { wallClockMs } from "#client/net/wall-clock.ts";

const tickMs = sleepMs / 10;

function counted(): Counted {
  const counterMs = performance.now();
  const serverMs = serverClock.now();
  return { counterMs, serverAheadMs: serverMs === null ? null : serverMs - counterMs, askedAtMs: serverClock.askedAt() };
}

/**
 * Watches whether somebody is in front of the page, and tells each absence once: when it is over, and at the latest when
 * the watch ends or the page goes. Whoever is away when a watch begins is away from then. The clock is the wall's, because
 * it goes on while the device sleeps, without what it was set by; nothing but a number of seconds is made of it.
 */
export function watchAbsence(onFact: (fact: AwayFact) => void): () => void {
  let stop = watchShownPage(onFact);
  const controller = new AbortController();
  const { signal } = controller;
  addEventListener("pagehide", () => stop(), { signal });
  // A page that the browser had put aside stood still meanwhile, which is no sleep of the device.
  const show = ({ persisted }: PageTransitionEvent): void => void (persisted && (stop = watchShownPage(onFact)));
  addEventListener("pageshow", show, { signal });
  return () => {
    controller.abort();
    stop();
  };
}

function watchShownPage(onFact: (fact: AwayFact) => void): () => void {
  let state = presentSince({ wallMs: wallClockMs(), counted: counted() });
  const take = (type: AwayEvent["type"]): void => {
    const now = counted();
    const heard = hearAbsence(state, { type, wallMs: wallClockMs(), counted: now }, now);
    state = heard.state;
    for (const fact of heard.facts) onFact(fact);
  };
  const isBack = (): boolean => document.visibilityState === "visible" && document.hasFocus();
  const look = (): void => {
    if (document.visibilityState === "hidden") take("hidden");
    else take(isBack() ? "back" : "blurred");
  };
  const controller = new AbortController();
  const { signal } = controller;
  const off = (): void => take("offline");
  const on = (): void => take("online");
  document.addEventListener("visibilitychange", look, { signal });
  addEventListener("blur", look, { signal });
  addEventListener("focus", look, { signal });
  addEventListener("offline", off, { signal });
  addEventListener("online", on, { signal });
  if (!navigator.onLine) take("offline");
  // Opened behind another window: away from the beginning.
  look();
  const stopTicks = startTicks(tickMs, () => take("tick"));
  void watchLock(signal, take);
  return () => {
    // A page that goes has told already.
    if (signal.aborted) return;
    controller.abort();
    stopTicks();
    take("stopped");
    for (const fact of leaveAbsence(state)) onFact(fact);
  };
}

interface IdleDetectorLike extends EventTarget {
  readonly screenState: "locked" | "unlocked" | null;
  start(options: { threshold: number; signal: AbortSignal }): Promise<void>;
}

/** Only some browsers tell a locked screen from another window, and only to whom the person has allowed it. */
async function watchLock(signal: AbortSignal, take: (type: "locked" | "unlocked") => void): Promise<void> {
  const { IdleDetector } = globalThis as { readonly IdleDetector?: new () => IdleDetectorLike };
  if (!IdleDetector) return;
  try {
    const { state } = await navigator.permissions.query({ name: "idle-detection" as PermissionName });
    if (state !== "granted" || signal.aborted) return;
    const detector = new IdleDetector();
    const tell = (): void => take(detector.screenState === "locked" ? "locked" : "unlocked");
    detector.addEventListener("change", tell, { signal });
    await detector.start({ threshold: 60_000, signal });
    // Locked before this watch began.
    if (!signal.aborted) tell();
  } catch {
    // A page that is gone, or a browser that knows the name and nothing else.
  }
}
