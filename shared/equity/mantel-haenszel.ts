import { chiSquareUpper } from "./distributions.ts";
import type { Interval } from "./group.ts";

/**
 * Differential functioning of an item: among people with the same score, is it easier in one mode? People choose their
 * mode, and the score takes up what they bring with them.
 */
export interface Stratum {
  /** In person: right, wrong. */
  readonly a: number;
  readonly b: number;
  /** Online: right, wrong. */
  readonly c: number;
  readonly d: number;
}

export type EtsClass = "A" | "B" | "C";

export interface ItemFunctioning {
  /** Common odds ratio: above 1, easier in person. */
  readonly alpha: number;
  /** Of ln α (Robins, Breslow and Greenland). */
  readonly seLog: number;
  /** Of α, 95 %. */
  readonly interval: Interval;
  readonly chiSquare: number;
  readonly p: number;
  /** On the scale of ETS: −2.35 ln α. Below 0, harder online. */
  readonly delta: number;
  readonly seDelta: number;
  readonly etsClass: EtsClass;
}

const etsScale = 2.35;
const z95 = 1.959964;
/** Of a standard normal: one-sided 5 %. */
const z05 = 1.645;

/** Undefined where a ratio does not exist: no stratum with both modes and both answers on a side. */
export function mantelHaenszel(strata: readonly Stratum[]): ItemFunctioning | undefined {
  let [r, s, pr, mixed, qs, seen, expected, variance] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (const { a, b, c, d } of strata) {
    const n = a + b + c + d;
    if (n < 2) continue;
    const [agree, cross, right, wrong] = [(a + d) / n, (b + c) / n, (a * d) / n, (b * c) / n];
    r += right;
    s += wrong;
    pr += agree * right;
    mixed += agree * wrong + cross * right;
    qs += cross * wrong;
    seen += a;
    expected += ((a + b) * (a + c)) / n;
    variance += ((a + b) * (c + d) * (a + c) * (b + d)) / (n ** 2 * (n - 1));
  }
  if (r === 0 || s === 0 || variance === 0) return undefined;
  const alpha = r / s;
  const seLog = Math.sqrt(pr / (2 * r ** 2) + mixed / (2 * r * s) + qs / (2 * s ** 2));
  const chiSquare = Math.max(0, Math.abs(seen - expected) - 0.5) ** 2 / variance;
  const p = chiSquareUpper(chiSquare);
  const delta = -etsScale * Math.log(alpha);
  const seDelta = etsScale * seLog;
  return {
    alpha,
    seLog,
    interval: { low: alpha * Math.exp(-z95 * seLog), high: alpha * Math.exp(z95 * seLog) },
    chiSquare,
    p,
    delta,
    seDelta,
    etsClass: etsClassOf({ delta, seDelta, p }),
  };
}

/** A: negligible; C: large, and surely above 1; B: between. */
export function etsClassOf({ delta, seDelta, p }: Pick<ItemFunctioning, "delta" | "seDelta" | "p">): EtsClass {
  const size = Math.abs(delta);
  if (size < 1 || p >= 0.05) return "A";
  return size >= 1.5 && (size - 1) / seDelta > z05 ? "C" : "B";
}

/** How much is said of an item with so many people in the smaller group, and in all. */
export type DifGate = "FULL" | "EXPLORATORY" | "INSUFFICIENT";
export const difPeople = { exploratory: 50, smaller: 200, all: 500 } as const;

export function difGate(strata: readonly Stratum[]): DifGate {
  const inPerson = strata.reduce((sum, { a, b }) => sum + a + b, 0);
  const online = strata.reduce((sum, { c, d }) => sum + c + d, 0);
  const smaller = Math.min(inPerson, online);
  if (smaller < difPeople.exploratory) return "INSUFFICIENT";
  return smaller >= difPeople.smaller && inPerson + online >= difPeople.all ? "FULL" : "EXPLORATORY";
}
