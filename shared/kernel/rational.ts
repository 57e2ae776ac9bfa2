/**
 * Exact rationals on BigInt. Scores are compared with a cut, so 0.1 + 0.2 must be 0.3: no sum, mean or ratio of the
 * scoring model ever passes through a binary float. Values are kept in lowest terms with a positive denominator, so
 * that two equal rationals are also deeply equal.
 */
export type Rational = { readonly numerator: bigint; readonly denominator: bigint };

export function rational(numerator: bigint, denominator = 1n): Rational {
  if (denominator === 0n) throw new RangeError("A rational has no zero denominator.");
  if (denominator === 1n) return { numerator, denominator };
  const divisor = greatestCommonDivisor(numerator, denominator) * (denominator < 0n ? -1n : 1n);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

export const ZERO = rational(0n);

/**
 * The decimal that a person wrote: the shortest decimal text that reads back as `value`. `0.1` is one tenth, not the
 * binary fraction nearest to it.
 */
export function fromDecimal(value: number): Rational {
  // Bands, points and cuts, which are most of what is ever read; a larger one is not the number that its digits say.
  if (Number.isSafeInteger(value)) return rational(BigInt(value));
  const match = /^(-?\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value));
  if (match === null) throw new RangeError(`${value} is not a decimal number.`);
  const [, whole = "", fraction = "", exponent = "0"] = match;
  const power = BigInt(exponent) - BigInt(fraction.length);
  const digits = BigInt(whole + fraction);
  return power < 0n ? rational(digits, 10n ** -power) : rational(digits * 10n ** power);
}

export function add(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function sub(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator);
}

export function mul(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.numerator, a.denominator * b.denominator);
}

export function div(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.denominator, a.denominator * b.numerator);
}

/** Negative when a < b, zero when equal, positive when a > b: the order that `Array.sort` wants. */
export function compare(a: Rational, b: Rational): number {
  const left = a.numerator * b.denominator;
  const right = b.numerator * a.denominator;
  return left < right ? -1 : left > right ? 1 : 0;
}

export function abs(a: Rational): Rational {
  return a.numerator < 0n ? rational(-a.numerator, a.denominator) : a;
}

export function max(a: Rational, b: Rational): Rational {
  return compare(a, b) < 0 ? b : a;
}

export function sum(values: readonly Rational[]): Rational {
  return values.reduce(add, ZERO);
}

/** The mean of at least one value; of none it throws, because missing data is never a zero. */
export function mean(values: readonly Rational[]): Rational {
  return div(sum(values), rational(BigInt(values.length)));
}

/**
 * The one place where a score is rounded: to 0.1, half up (59.95 → 60.0, 59.94… → 59.9). It is policy, not
 * presentation, because the decision uses the rounded value, the one that is shown.
 */
export function roundHalfUp(a: Rational): Rational {
  // floor(10a + 1/2), written with integers only.
  return rational(floorDivide(20n * a.numerator + a.denominator, 2n * a.denominator), 10n);
}

/** For display and JSON only, once a value is rounded: a number of tenths has an exact shortest decimal text. */
export function toNumber(a: Rational): number {
  return Number(a.numerator) / Number(a.denominator);
}

/** BigInt division truncates towards zero; a floor is needed so that "half up" stays true below zero. */
function floorDivide(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return numerator % denominator < 0n ? quotient - 1n : quotient;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
