import { useEffect, useRef } from "react";
import type { AwayFact } from "#shared/domain/integrity/away.ts";
import { lockdownRules, type LockdownLevel, type LockdownSignal } from "#shared/domain/integrity/lockdown-policy.ts";
import type { PageKind } from "#shared/domain/integrity/observation-kinds.ts";
import type { Activity } from "#shared/domain/sitting/run-machine.ts";
import { reportFact } from "#client/net/report-fact.ts";
import { keepOut, type Seen } from "./keep-out.ts";
import { watchAbsence } from "./watch-absence.ts";
import { watchBrowser } from "./watch-browser.ts";
import { watchFullScreen } from "./full-screen.ts";

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

/** Keeps an open activity to itself, and tells the record each thing that happened around it, once. */
export function useLockdown({ sittingId, level, version, activity, ...rest }: LockdownOptions): void {
  const { mayCopyDocuments } = rest;
  const latest = useRef(rest);
  // The listeners are attached once for an activity; they judge by what holds at that moment.
  useEffect(() => {
    latest.current = rest;
  });
  useEffect(() => {
    const rules = lockdownRules(version, level);
    const toldAt = new Map<PageKind, number>();
    const tell = (kind: PageKind, details: Pick<Seen, "characters"> & Partial<Pick<AwayFact, "seconds">> & { context?: AwayFact["context"] } = {}): void => {
      const now = performance.now();
      if (!latest.current.isRunning || now - (toldAt.get(kind) ?? -quietMs) < quietMs) return;
      toldAt.set(kind, now);
      const { context, ...numbers } = details;
      reportFact(sittingId, { kind, details: { activity, ...numbers, ...(context && { context }) } });
    };
    const seen = ({ signal, characters }: Seen): void => {
      if (rules[signal].isNoted && signal in kinds)
        tell(kinds[signal as keyof typeof kinds], characters === undefined ? {} : { characters });
    };
    const fullScreen = watchFullScreen(() => seen({ signal: "FULL_SCREEN" }));
    const stops = [
      keepOut({ rules, mayCopyDocuments, onSeen: seen }),
      watchBrowser(sittingId, (signal) => seen({ signal })),
      fullScreen.stop,
      watchAbsence(({ kind, seconds, context }) => {
        fullScreen.forget();
        if (kind === "DEVICE_SLEPT") {
          if (rules.SLEEP.isNoted && !latest.current.isSilenceNoted) tell(kind, { seconds });
        } else if (rules.FOCUS.isNoted) tell(kind, { seconds, context });
      }),
    ];
    if (isReloaded()) seen({ signal: "RELOAD" });
    document.documentElement.dataset["lockdown"] = level.toLowerCase();
    return () => {
      delete document.documentElement.dataset["lockdown"];
      for (const stop of stops) stop();
    };
  }, [sittingId, level, version, activity, mayCopyDocuments]);
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
