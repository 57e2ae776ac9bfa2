import { atThePage, setBy, sleepMs, wasSleep, watchAway, type AwayEvent, type AwayFact, type AwayState, type Counted } from "./away.ts";

/** What a page notices, with what the device's clock and its own counter said then. */
export interface Noticed {
  readonly type: AwayEvent["type"];
  readonly wallMs: number;
  readonly counted: Counted;
}

export interface AbsenceState {
  readonly away: AwayState;
  readonly last: Omit<Noticed, "type">;
  /** By how much the device's clock was set since the beginning. */
  readonly setMs: number;
  /** What came since a jump of that clock of which nobody knows yet whether the device slept. */
  readonly waiting: readonly Noticed[];
}

export const presentSince = (last: AbsenceState["last"]): AbsenceState => ({ away: atThePage, last, setMs: 0, waiting: [] });

interface Heard {
  readonly state: AbsenceState;
  readonly facts: readonly AwayFact[];
}

/**
 * Absences by a clock that may be set meanwhile. One that goes on as the page's counter does is believed; a jump by as much
 * as a sleep waits, with all that comes after it, until the server's time tells: then the device slept, or an absence is
 * counted through the jump without what the clock was set by.
 */
export function hearAbsence(state: AbsenceState, event: Noticed, now: Counted): Heard {
  const queue = [...state.waiting, event];
  let heard: Heard = { state: { ...state, waiting: [] }, facts: [] };
  for (const [index, next] of queue.entries()) {
    const verdict = verdictOn(heard.state, next, now);
    if (verdict === undefined) return { ...heard, state: { ...heard.state, waiting: queue.slice(index) } };
    heard = take(heard, next, verdict);
  }
  return heard;
}

/** The page is left before the server tells: a sleep of which nobody knows is not told, and what was beside it is. */
export function leaveAbsence(state: AbsenceState): readonly AwayFact[] {
  let heard: Heard = { state, facts: [] };
  for (const next of state.waiting) heard = take(heard, next, "slept");
  return heard.facts.filter(({ kind }) => kind !== "DEVICE_SLEPT");
}

type Verdict = "ran" | "slept" | "set";

const aheadOf = ({ last }: AbsenceState, { wallMs, counted }: Noticed): number =>
  wallMs - last.wallMs - (counted.counterMs - last.counted.counterMs);

function verdictOn(state: AbsenceState, next: Noticed, now: Counted): Verdict | undefined {
  const { lastTickAt } = state.away;
  const at = next.wallMs - state.setMs - setBy(aheadOf(state, next));
  if (lastTickAt === null || at - lastTickAt < sleepMs) return "ran";
  const hasSlept = wasSleep({ before: state.last.counted, after: next.counted }, now);
  return hasSlept === undefined ? undefined : hasSlept ? "slept" : "set";
}

function take({ state, facts }: Heard, next: Noticed, verdict: Verdict): Heard {
  const aheadMs = aheadOf(state, next);
  const setMs = state.setMs + (verdict === "set" ? aheadMs : setBy(aheadMs));
  const seen = watchAway(state.away, { type: next.type, at: next.wallMs - setMs });
  return { state: { ...state, away: seen.state, last: next, setMs }, facts: [...facts, ...seen.facts] };
}
