import { type Competency, type Outcome, type Report, competency } from "./types.ts";

export type Attempt = {
  /** The day of the sitting, as a calendar date: `2026-03-31`. */
  readonly heldOn: string;
  readonly report: Report;
  /** The cut of the policy that this sitting pinned: what was passed then stays passed under another policy. */
  readonly cut: number;
};

/** `creditMonths` is read for `FAILED_ONLY` alone: `FULL` knows no credits. */
export type RetakeRule = { readonly scope: "FULL" | "FAILED_ONLY"; readonly creditMonths: number };

export type CombinedResult = {
  readonly outcome: Outcome;
  readonly competencies: Report["competencies"];
  /** What counts from an earlier attempt, and from which; empty under `FULL`. */
  readonly credits: readonly { readonly competency: Competency; readonly heldOn: string }[];
};

/**
 * The result of a person who sat more than once. `FULL`: the latest attempt stands alone. `FAILED_ONLY`: a competency
 * passed not more than `creditMonths` before the latest attempt counts where the latest does not pass it.
 *
 * Where the design is silent: of several credits the most recent counts; of two attempts on one day the one given last
 * is the latest; credits change only the last line of rule 10, so that an absence, an outage, a stop or a mark still
 * missing in the latest attempt is decided first, as it would be alone.
 */
export function combineAttempts(attempts: readonly Attempt[], rule: RetakeRule): CombinedResult {
  const [latest, ...earlier] = attempts.toReversed().toSorted((a, b) => inTime(b.heldOn, a.heldOn));
  if (latest === undefined) throw new RangeError("A person who never sat has no result.");
  const { outcome, competencies } = latest.report;
  if (rule.scope === "FULL") return { outcome, competencies, credits: [] };

  const creditable = earlier.filter(({ heldOn }) => addMonths(heldOn, rule.creditMonths) >= latest.heldOn);
  const counted = { ...competencies };
  const credits: { competency: Competency; heldOn: string }[] = [];
  for (const one of competency.options) {
    if (isPassed(latest, one)) continue;
    const credit = creditable.find((attempt) => isPassed(attempt, one));
    if (credit === undefined) continue;
    counted[one] = credit.report.competencies[one];
    credits.push({ competency: one, heldOn: credit.heldOn });
  }
  const isEachPassed = competency.options.every(
    (one) => isPassed(latest, one) || credits.some((credit) => credit.competency === one),
  );
  const isRaised = outcome === "FAIL" && !latest.report.flags.includes("PARTICIPATION") && isEachPassed;
  return { outcome: isRaised ? "PASS" : outcome, competencies: counted, credits };
}

export type StandingCredit = { readonly competency: Competency; readonly heldOn: string; readonly until: string };

/**
 * What a person has passed that would count for an exam sat on this day or later, with the last day on which it does; of
 * several passes the most recent. Nothing under `FULL`.
 */
export function standingCredits(attempts: readonly Attempt[], rule: RetakeRule, today: string): StandingCredit[] {
  if (rule.scope === "FULL") return [];
  const newestFirst = attempts.toSorted((a, b) => inTime(b.heldOn, a.heldOn));
  return competency.options.flatMap((one) => {
    const passed = newestFirst.find((attempt) => isPassed(attempt, one));
    if (!passed) return [];
    const until = addMonths(passed.heldOn, rule.creditMonths);
    return until >= today ? [{ competency: one, heldOn: passed.heldOn, until }] : [];
  });
}

/** A shown score has one decimal and a cut is a decimal: two doubles compare like their shortest texts. */
function isPassed(attempt: Attempt, one: Competency): boolean {
  const score = attempt.report.competencies[one];
  return score !== null && score >= attempt.cut;
}

/** The same day of a later month, or the last day of a month that is too short: 31 January + 1 → 28 February. */
function addMonths(date: string, months: number): string {
  const [year, month, day] = partsOf(date);
  const total = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(total / 12), (total % 12) + 1];
  return `${pad(toYear, 4)}-${pad(toMonth, 2)}-${pad(Math.min(day, lastDayOf(toYear, toMonth)), 2)}`;
}

function partsOf(date: string): readonly [number, number, number] {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (match === null) throw new RangeError(`${date} is not a calendar date.`);
  return [Number(match[1]), Number(match[2]), Number(match[3])];
}

function lastDayOf(year: number, month: number): number {
  // Day 0 of the next month; UTC, so that no time zone can move it.
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, "0");
}

/** Calendar dates of four-digit years sort like their text. */
function inTime(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
