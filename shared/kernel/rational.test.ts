import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  abs,
  add,
  compare,
  div,
  fromDecimal,
  max,
  mean,
  mul,
  rational,
  roundHalfUp,
  sub,
  sum,
  toNumber,
} from "./rational.ts";

const anyRational = fc
  .tuple(fc.bigInt({ min: -1000n, max: 1000n }), fc.bigInt({ min: 1n, max: 1000n }))
  .map(([numerator, denominator]) => rational(numerator, denominator));

describe("exact rationals", () => {
  test("[SC-14] a rational is kept in lowest terms, its sign above the line", () => {
    expect(rational(6n, -8n)).toEqual({ numerator: -3n, denominator: 4n });
    expect(rational(0n, -5n)).toEqual({ numerator: 0n, denominator: 1n });
    expect(() => rational(1n, 0n)).toThrow(RangeError);
  });

  test.each([
    [0, 0n, 1n],
    [-0, 0n, 1n],
    [0.1, 1n, 10n],
    [-2.5, -5n, 2n],
    [59.95, 1199n, 20n],
    [1e-7, 1n, 10_000_000n],
    [1.25e-8, 1n, 80_000_000n],
    [1e21, 10n ** 21n, 1n],
    [1.5e300, 15n * 10n ** 299n, 1n],
    [5e-324, 1n, 2n * 10n ** 323n],
  ])("[SC-14] %d is read as its shortest decimal text", (value, numerator, denominator) => {
    expect(fromDecimal(value)).toEqual({ numerator, denominator });
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])("[SC-14] %d is not a decimal number", (value) => {
    expect(() => fromDecimal(value)).toThrow(RangeError);
  });

  test("[SC-14] tenths add up, unlike binary floats", () => {
    expect(add(fromDecimal(0.1), fromDecimal(0.2))).toEqual(fromDecimal(0.3));
    expect(sum([0.1, 0.2, 0.3, 0.4].map(fromDecimal))).toEqual(fromDecimal(1));
  });

  test("[SC-14] every finite double survives the way there and back through its text", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: 0, max: 6 }), (digits, places) => {
        const value = Number(`${digits}e-${places}`);
        expect(fromDecimal(value)).toEqual(rational(BigInt(digits), 10n ** BigInt(places)));
        expect(toNumber(fromDecimal(value))).toBe(value === 0 ? 0 : value);
      }),
    );
  });

  test("[SC-14] addition and multiplication undo and distribute exactly", () => {
    fc.assert(
      fc.property(anyRational, anyRational, anyRational, (a, b, c) => {
        expect(sub(add(a, b), b)).toEqual(a);
        expect(mul(a, add(b, c))).toEqual(add(mul(a, b), mul(a, c)));
        if (compare(b, rational(0n)) !== 0) expect(mul(div(a, b), b)).toEqual(a);
      }),
    );
  });

  test("[SC-14] the order is total and agrees with subtraction", () => {
    fc.assert(
      fc.property(anyRational, anyRational, (a, b) => {
        expect(compare(a, b)).toBe(compare(sub(a, b), rational(0n)));
        expect(compare(a, b) + compare(b, a)).toBe(0);
        expect(max(a, b)).toEqual(compare(a, b) >= 0 ? a : b);
        expect(abs(sub(a, b))).toEqual(abs(sub(b, a)));
      }),
    );
  });

  test("[SC-14] nothing has no mean", () => {
    expect(mean([rational(1n), rational(2n)])).toEqual(rational(3n, 2n));
    expect(() => mean([])).toThrow(RangeError);
  });
});

describe("roundHalfUp", () => {
  test.each([
    [59.95, 60],
    [59.949999, 59.9],
    [59.94, 59.9],
    [62.25, 62.3],
    [0.05, 0.1],
    [0, 0],
    [100, 100],
    [-0.05, 0],
    [-0.06, -0.1],
  ])("[SC-5] %d rounds to %d", (value, rounded) => {
    expect(roundHalfUp(fromDecimal(value))).toEqual(fromDecimal(rounded));
  });

  test("[SC-5] rounding is idempotent, keeps the order and moves by half a tenth at most", () => {
    fc.assert(
      fc.property(anyRational, anyRational, (a, b) => {
        const [low, high] = compare(a, b) <= 0 ? [a, b] : [b, a];
        expect(roundHalfUp(roundHalfUp(a))).toEqual(roundHalfUp(a));
        expect(compare(roundHalfUp(low), roundHalfUp(high))).toBeLessThanOrEqual(0);
        expect(compare(abs(sub(roundHalfUp(a), a)), rational(1n, 20n))).toBeLessThanOrEqual(0);
      }),
    );
  });
});
