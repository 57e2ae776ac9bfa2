import library from "jstat";

/** The distributions that the comparison of modes needs, in one place. Probabilities are 0 to 1. */

const { normal, studentt } = library.jStat;

export const normalCdf = (z: number): number => normal.cdf(z, 0, 1);
/** Beyond |z|, on both sides. */
export const normalTwoSided = (z: number): number => 2 * normalCdf(-Math.abs(z));
/** Above `x`, with one degree of freedom: χ² is the square of a normal. */
export const chiSquareUpper = (x: number): number => normalTwoSided(Math.sqrt(x));
/** Above `t`; degrees of freedom need not be whole. */
export const studentUpper = (t: number, degrees: number): number => studentt.cdf(-t, degrees);
/** The value that `p` lies below. */
export const studentQuantile = (p: number, degrees: number): number => studentt.inv(p, degrees);

/** ln n!, by place: grown when a larger one is asked for. */
const logFactorials: number[] = [0];
function logFactorial(n: number): number {
  for (let next = logFactorials.length; next <= n; next += 1)
    logFactorials.push((logFactorials[next - 1] ?? 0) + Math.log(next));
  return logFactorials[n] ?? 0;
}
const logChoose = (n: number, k: number): number => logFactorial(n) - logFactorial(k) - logFactorial(n - k);

/** Tables as probable as what was seen are counted although their last digits differ. */
const sameProbability = 1 + 1e-7;

/**
 * Fisher's exact test, two-sided, of a out of n1 beside c out of n2: the chance of a table that is no more probable than
 * this one, when both sides are alike. 1 where a side is empty.
 */
export function fisherExact(a: number, n1: number, c: number, n2: number): number {
  const all = a + c;
  const logOf = (x: number): number => logChoose(n1, x) + logChoose(n2, all - x) - logChoose(n1 + n2, all);
  const seen = logOf(a) + Math.log(sameProbability);
  let p = 0;
  for (let x = Math.max(0, all - n2); x <= Math.min(all, n1); x += 1) if (logOf(x) <= seen) p += Math.exp(logOf(x));
  return Math.min(1, p);
}
