import { equityLimits } from "../domain/equity/limits.ts";
import type { Standing } from "../domain/equity/standing.ts";
import { competency, type Competency } from "../scoring/types.ts";
import { welchEquivalence, type Equivalence } from "./equivalence.ts";
import { groupOf, pooled, type Group } from "./group.ts";
import { hedgesG, type EffectSize } from "./hedges-g.ts";
import { isBelowScreen, passRatio, type Passes, type PassRatio } from "./pass-rates.ts";
import { neededPerGroup, powerOf } from "./sample-size.ts";

/** Scores of people who sat online beside those of people who sat in person, as they were sent. Nothing here changes one. */

export type Mode = "ONLINE" | "IN_PERSON";
export type Tool = "KEYBOARD" | "HANDWRITTEN";

/** One sitting’s result, as it was sent; nothing says whose. */
export interface SentScores {
  readonly mode: Mode;
  readonly tool: Tool;
  /** Null where the competency was not scored, as after a stop at the gate. */
  readonly competencies: { readonly [one in Competency]: number | null };
  /** Of the rules that the sitting was judged by. */
  readonly cut: number;
  readonly outcome: string;
}

export const subjects = [...competency.options, "ALL", "EE_TOOL"] as const;
/** A competency, the four together, or the writing by the tool that it was written with. */
export type Subject = (typeof subjects)[number];

export interface Comparison {
  readonly id: string;
  readonly subject: Subject;
  /** Online, or typed; and in person, or written by hand. Mean and deviation are null below ten people. */
  readonly first: Side;
  readonly second: Side;
  readonly effect: EffectSize | null;
  readonly equivalence: Equivalence | null;
  /** People in each group that the test would need; null where nothing varies. */
  readonly needed: number | null;
  /** Chance, 0 to 1, that people as many as these show equivalence where modes are truly alike; null where nothing varies. */
  readonly power: number | null;
  readonly standing: Standing;
  readonly passes: PassComparison;
}

export interface Side {
  readonly n: number;
  readonly mean: number | null;
  readonly sd: number | null;
}

export interface PassComparison {
  readonly id: string;
  readonly first: Passes;
  readonly second: Passes;
  readonly ratio: PassRatio | null;
  readonly standing: Standing;
}

/** `margin` in points: by the rules of the exam. */
export const compareModes = (rows: readonly SentScores[], margin: number = equityLimits.margin): Comparison[] =>
  subjects.map((subject) => {
    const isFirst = (row: SentScores): boolean =>
      subject === "EE_TOOL" ? row.tool === "KEYBOARD" : row.mode === "ONLINE";
    const first = rows.filter(isFirst);
    const second = rows.filter((row) => !isFirst(row));
    return compare(margin, subject, [scoresOf(subject, first), scoresOf(subject, second)], [
      passesOf(subject, first),
      passesOf(subject, second),
    ]);
  });

function compare(
  margin: number,
  subject: Subject,
  [one, other]: readonly [readonly number[], readonly number[]],
  [first, second]: readonly [Passes, Passes],
): Comparison {
  const [a, b] = [groupOf(one), groupOf(other)];
  const isShown = Math.min(one.length, other.length) >= equityLimits.shown;
  const equivalence = (isShown && a && b && welchEquivalence(a, b, margin)) || null;
  const shared = a && b && pooled(a, b);
  return {
    id: `score.${subject}`,
    subject,
    first: sideOf(a),
    second: sideOf(b),
    effect: (isShown && a && b && hedgesG(a, b)) || null,
    equivalence,
    needed: isShown && shared ? neededPerGroup(margin / shared.sd) : null,
    power: isShown && shared ? powerOf(margin / shared.sd, one.length, other.length) : null,
    standing: standingOf(Math.min(one.length, other.length), equivalence),
    passes: comparePasses(`pass.${subject}`, first, second),
  };
}

function sideOf(group: Group | undefined): Side {
  const n = group?.n ?? 0;
  return group && n >= equityLimits.shown ? group : { n, mean: null, sd: null };
}

/** Equivalence first: a difference that is surely there and surely small harms nobody. */
export function standingOf(smaller: number, equivalence: Equivalence | null): Standing {
  if (smaller < equityLimits.people || !equivalence) return "INSUFFICIENT";
  if (equivalence.isEquivalent) return "EQUIVALENT";
  const { low, high } = equivalence.interval95;
  return low > 0 || high < 0 ? "EXAMINE" : "NOT_SHOWN";
}

export function comparePasses(id: string, first: Passes, second: Passes): PassComparison {
  const ratio = passRatio(first, second) ?? null;
  return { id, first, second, ratio, standing: passStanding(Math.min(first.n, second.n), ratio) };
}

function passStanding(smaller: number, ratio: PassRatio | null): Standing {
  if (smaller < equityLimits.people || !ratio) return "INSUFFICIENT";
  if (!isBelowScreen(ratio)) return "FINE";
  return ratio.p < 0.05 ? "EXAMINE" : "NOT_SHOWN";
}

/** The whole is described by the mean of the four: the law asks for each of them, so no decision rests on it. */
function scoresOf(subject: Subject, rows: readonly SentScores[]): number[] {
  const read = (row: SentScores): number | null => {
    if (subject === "EE_TOOL") return row.competencies.EE;
    if (subject !== "ALL") return row.competencies[subject];
    const all = competency.options.map((one) => row.competencies[one]);
    return all.includes(null) ? null : all.reduce<number>((sum, one) => sum + (one ?? 0), 0) / all.length;
  };
  return rows.map(read).filter((score) => score !== null);
}

function passesOf(subject: Subject, rows: readonly SentScores[]): Passes {
  if (subject === "ALL") {
    const decided = rows.filter(({ outcome }) => outcome === "PASS" || outcome === "FAIL");
    return { n: decided.length, passed: decided.filter(({ outcome }) => outcome === "PASS").length };
  }
  const own = subject === "EE_TOOL" ? "EE" : subject;
  const scored = rows.filter(({ competencies }) => competencies[own] !== null);
  return { n: scored.length, passed: scored.filter((row) => (row.competencies[own] ?? 0) >= row.cut).length };
}
