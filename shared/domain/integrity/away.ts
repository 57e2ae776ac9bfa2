/**
 * What a page can tell of the time in which nobody was in front of it. A device that sleeps, a screen that is locked, a
 * notification and a person who looks at another window all take the focus from a page; only the last one is leaving.
 * All times are milliseconds of one clock that goes on while the device sleeps.
 */

/** What was going on around an absence, where the page can tell. */
export const pageContexts = ["NOTIFICATION", "NETWORK"] as const;
/** The same, another page that took over around a loss, and who stopped a second camera. */
export const observationContexts = [...pageContexts, "OTHER_PAGE", "SIDE_PAGE", "SIDE_TELEPHONE", "SIDE_REPLACED"] as const;
export type ObservationContext = (typeof observationContexts)[number];

export type AwayKind = "PAGE_HIDDEN" | "FOCUS_LEFT" | "SCREEN_LOCKED" | "DEVICE_SLEPT";

export interface AwayFact {
  readonly kind: AwayKind;
  readonly seconds: number;
  readonly context: (typeof pageContexts)[number] | null;
}

export type AwayEvent =
  | {
      /** `stopped`: what was going on is over, or the page goes; nobody is back, and nothing is counted any more. */
      readonly type: "hidden" | "blurred" | "back" | "stopped" | "tick" | "offline" | "online" | "locked" | "unlocked";
      readonly at: number;
    };

interface Episode {
  readonly since: number;
  readonly wasHidden: boolean;
  readonly wasLocked: boolean;
  readonly wasOffline: boolean;
  /** It goes on from before a sleep. */
  readonly isWaking: boolean;
}

export interface AwayState {
  readonly lastTickAt: number | null;
  readonly isOffline: boolean;
  readonly isLocked: boolean;
  readonly episode: Episode | null;
}

export const atThePage: AwayState = { lastTickAt: null, isOffline: false, isLocked: false, episode: null };

/** Every timer of the device stood still for so long: it slept. A page that is busy never misses so many. */
export const sleepMs = 10_000;
/** A lid that closes hides the page first and stops the device a moment later: one thing, not two. */
const fallingAsleepMs = 5_000;
/** What takes the focus and gives it back sooner is a notification or a question of the browser, not somebody. */
const briefMs = 2_000;

const secondsBetween = (from: number, to: number): number => Math.max(0, Math.round((to - from) / 1000));

/** A reading of what a page counts by itself, and of what it knows of the server's time; null before it was heard. */
export interface Counted {
  readonly counterMs: number;
  readonly serverAheadMs: number | null;
  /** What the counter said when the newest answer was asked for. */
  readonly askedAtMs: number | null;
}

/** A device's clock jumped: what was counted the last time before, and the first time after. */
export interface Jump {
  readonly before: Counted;
  readonly after: Counted;
}

/**
 * A device's clock that jumped was a sleep when the page's own counter jumped with it, or when the server's time, heard
 * again, has run ahead of a counter that stood still. Else somebody, or the network's time, has set the clock. Undefined
 * until the server has answered what was asked after the jump, however long that takes.
 */
export function wasSleep({ before, after }: Jump, now: Counted): boolean | undefined {
  if (after.counterMs - before.counterMs >= sleepMs) return true;
  if (before.serverAheadMs === null || now.serverAheadMs === null) return false;
  if (now.serverAheadMs - before.serverAheadMs >= sleepMs / 2) return true;
  return now.askedAtMs !== null && now.askedAtMs >= after.counterMs ? false : undefined;
}

/** What a clock may run ahead of a counter between two looks without having been set. */
const driftMs = 1_000;

/**
 * By how much a device's clock was surely set, of what it went on more than the page's counter (negative: less): back,
 * however far, and forward by less than a sleep. An absence is counted without it.
 */
export const setBy = (aheadMs: number): number =>
  aheadMs < -driftMs || (aheadMs > driftMs && aheadMs < sleepMs) ? aheadMs : 0;

/** One absence is one fact, told when it is over, and at the latest when what was going on is. */
export function watchAway(state: AwayState, event: AwayEvent): { readonly state: AwayState; readonly facts: readonly AwayFact[] } {
  const slept = sleepBefore(state, event.at);
  const awake: AwayState = slept ? { ...state, episode: afterSleep(slept) } : state;
  const next = { ...advance(awake, event), lastTickAt: event.at };
  const facts = slept?.facts ?? [];
  const ended = awake.episode && !next.episode ? factsOf(awake.episode, event) : [];
  return { state: next, facts: [...facts, ...ended] };
}

interface Sleep {
  readonly facts: readonly AwayFact[];
  readonly episode: Episode | null;
  readonly wokeAt: number;
}

/** The device slept between the last time that this page ran and now. */
function sleepBefore({ lastTickAt, episode }: AwayState, now: number): Sleep | null {
  if (lastTickAt === null || now - lastTickAt < sleepMs) return null;
  const slept: AwayFact = { kind: "DEVICE_SLEPT", seconds: secondsBetween(lastTickAt, now), context: null };
  // Away long before the device slept: two things that happened one after the other.
  const isOfItsOwn = episode !== null && lastTickAt - episode.since > fallingAsleepMs;
  return { facts: isOfItsOwn ? [factOf(episode, lastTickAt), slept] : [slept], episode, wokeAt: now };
}

/** Who is not back yet when the device wakes is away from that moment on. */
const afterSleep = ({ episode, wokeAt }: Sleep): Episode | null => (episode ? { ...episode, since: wokeAt, isWaking: true } : null);

function advance(state: AwayState, { type, at }: AwayEvent): AwayState {
  const episode = state.episode ?? {
    since: at,
    wasHidden: false,
    wasLocked: state.isLocked,
    wasOffline: state.isOffline,
    isWaking: false,
  };
  switch (type) {
    case "hidden":
      return { ...state, episode: { ...episode, wasHidden: true } };
    case "blurred":
      return { ...state, episode };
    case "back":
    case "stopped":
      return { ...state, episode: null };
    case "locked":
      return { ...state, isLocked: true, episode: state.episode && { ...state.episode, wasLocked: true } };
    case "unlocked":
      return { ...state, isLocked: false };
    case "offline":
      return { ...state, isOffline: true, episode: state.episode && { ...state.episode, wasOffline: true } };
    case "online":
      return { ...state, isOffline: false };
    case "tick":
      return state;
  }
}

/** Who opens the lid and comes back to the page was never anywhere else. */
const factsOf = (episode: Episode, { type, at }: AwayEvent): readonly AwayFact[] =>
  episode.isWaking && at - episode.since < fallingAsleepMs ? [] : [factOf(episode, at, type === "back")];

function factOf({ since, wasHidden, wasLocked, wasOffline }: Episode, until: number, isBack = false): AwayFact {
  const seconds = secondsBetween(since, until);
  if (wasLocked) return { kind: "SCREEN_LOCKED", seconds, context: null };
  const kind = wasHidden ? "PAGE_HIDDEN" : "FOCUS_LEFT";
  if (wasOffline) return { kind, seconds, context: "NETWORK" };
  // What has not given the focus back is not known to be brief.
  return { kind, seconds, context: isBack && !wasHidden && until - since < briefMs ? "NOTIFICATION" : null };
}
