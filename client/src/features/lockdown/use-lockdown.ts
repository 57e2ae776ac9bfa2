import { useEffect, useMemo, useRef } from "react";
import { lockdownRules, type LockdownLevel, type LockdownSignal } from "#shared/domain/integrity/lockdown-policy.ts";
import type { PageKind } from "#shared/domain/integrity/observation-kinds.ts";
import type { Activity } from "#shared/domain/sitting/run-machine.ts";
import type { Fact } from "#client/net/kept-facts.ts";
import { reportFact } from "#client/net/report-fact.ts";
import { keepOut, type Seen } from "./keep-out.ts";
import { nothingLasts, type Lasting } from "./until-taken.ts";
import { watchAbsence } from "./watch-absence.ts";
import { watchBrowser, type BrowserWatch } from "./watch-browser.ts";
import { watchFullScreen, type FullScreenWatch } from "./full-screen.ts";

export interface LockdownOptions {
  readonly sittingId: string;
  readonly level: LockdownLevel;
  readonly version: number;
  readonly activity: Activity;
  readonly mayCopyDocuments: boolean;
  /** While the clock stands still the person may leave the page: nothing is noted then. */
  readonly isRunning: boolean;
  /** The server notes a sleep by itself where silence stops the clock. */
  readonly isSilenceNoted: boolean;
}

const kinds = {
  COPY: "COPY_ATTEMPT",
  DROP: "DROP",
  PRINT: "PRINT_ATTEMPT",
  CONTEXT_MENU: "CONTEXT_MENU",
  SELECTION: "SELECTION_ATTEMPT",
  DEVELOPER_TOOLS: "DEVELOPER_TOOLS",
  DISPLAYS: "SECOND_DISPLAY",
  TRANSLATION: "PAGE_TRANSLATED",
  SECOND_PAGE: "SECOND_PAGE",
  FULL_SCREEN: "FULL_SCREEN_LEFT",
  RELOAD: "PAGE_RELOADED",
} as const satisfies Partial<Record<LockdownSignal, PageKind>>;

// What one movement of a hand sets off several times over is one thing.
const quietMs = 2_000;

type Details = Omit<NonNullable<Fact["details"]>, "activity">;

function tellerOf(sittingId: string, activity: Activity): (kind: PageKind, details: Details) => void {
  const toldAt = new Map<PageKind, number>();
  return (kind, details) => {
    const now = performance.now();
    // An absence that lasted is a thing of its own, however late it is heard of.
    const isBrief = (details.seconds ?? 0) * 1000 < quietMs;
    if (isBrief && now - (toldAt.get(kind) ?? -quietMs) < quietMs) return;
    toldAt.set(kind, now);
    reportFact(sittingId, { kind, details: { activity, ...details } });
  };
}

const lastingByActivity = new Map<string, Lasting<LockdownSignal>>();
/** What lasts around this activity: a call takes the activity out of view, and it comes back (IDY-16). */
function lastingOf(key: string): Lasting<LockdownSignal> {
  const lasting = lastingByActivity.get(key) ?? nothingLasts();
  lastingByActivity.set(key, lasting);
  return lasting;
}

/** Keeps an open activity to itself, and tells the record each thing that happened around it, once. */
export function useLockdown(options: LockdownOptions): void {
  const { sittingId, level, version, activity, mayCopyDocuments, isRunning, isSilenceNoted } = options;
  const running = useRef(isRunning);
  const fullScreenWatch = useRef<FullScreenWatch>(undefined);
  const browserWatch = useRef<BrowserWatch>(undefined);
  const tell = useMemo(() => tellerOf(sittingId, activity), [sittingId, activity]);
  // The listeners are attached once for an activity; they judge by what holds at that moment.
  useEffect(() => {
    running.current = isRunning;
  });
  useEffect(() => {
    const rules = lockdownRules(version, level);
    const seen = ({ signal, characters }: Seen): void => {
      if (running.current && rules[signal].isNoted && signal in kinds)
        tell(kinds[signal as keyof typeof kinds], characters === undefined ? {} : { characters });
    };
    const fullScreen = watchFullScreen(() => seen({ signal: "FULL_SCREEN" }));
    fullScreenWatch.current = fullScreen;
    const take = (signal: LockdownSignal): boolean => {
      const isTaken = running.current && rules[signal].isNoted;
      if (isTaken) seen({ signal });
      return isTaken;
    };
    const browser = watchBrowser(sittingId, take, lastingOf(`${sittingId} ${activity}`));
    browserWatch.current = browser;
    const stops = [
      keepOut({ rules, mayCopyDocuments, onSeen: seen }),
      browser.stop,
      fullScreen.stop,
    ];
    if (isReloaded()) seen({ signal: "RELOAD" });
    document.documentElement.dataset["lockdown"] = level.toLowerCase();
    return () => {
      delete document.documentElement.dataset["lockdown"];
      for (const stop of stops) stop();
    };
  }, [sittingId, activity, level, version, mayCopyDocuments, tell]);
  // Whoever is away is away from something that runs: watched for as long as it does, an absence ends with it.
  useEffect(() => {
    if (!isRunning) return;
    browserWatch.current?.lookAgain();
    const rules = lockdownRules(version, level);
    return watchAbsence(({ kind, seconds, context }) => {
      fullScreenWatch.current?.forget();
      if (kind === "DEVICE_SLEPT") {
        if (rules.SLEEP.isNoted && !isSilenceNoted) tell(kind, { seconds });
      } else if (rules.FOCUS.isNoted) tell(kind, { seconds, ...(context && { context }) });
    });
  }, [isRunning, isSilenceNoted, level, version, tell]);
}

const freshMs = 30_000;
let wasReloadTold = false;
/** This very page was loaded again: told once, whatever is shown in it afterwards. */
function isReloaded(): boolean {
  // Reloaded while waiting for the activity is not reloaded in it.
  if (performance.now() > freshMs) return false;
  const [navigation] = performance.getEntriesByType("navigation");
  const isSo = !wasReloadTold && navigation instanceof PerformanceNavigationTiming && navigation.type === "reload";
  wasReloadTold = true;
  return isSo;
}
