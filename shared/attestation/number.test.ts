import { describe, expect, test } from "vitest";
import { formatAttestationNumber, parseAttestationNumber } from "./number.ts";

describe("the number of an attestation", () => {
  test.for([
    [{ year: 2026, sequence: 123 }, "A-2026-000123"],
    [{ year: 2026, sequence: 999_999 }, "A-2026-999999"],
    [{ year: 2027, sequence: 1_000_000 }, "A-2027-1000000"],
  ] as const)("[ATT-4] %o is written %s and read back", ([parts, text]) => {
    expect(formatAttestationNumber(parts)).toBe(text);
    expect(parseAttestationNumber(text)).toEqual(parts);
  });

  test.for(["", "A-2026-123", "A-2026-0000123", "A-2026-000000", "a-2026-000123", "A-0026-000123", "A-2026-000123 "])(
    "[ATT-4] «%s» is not a number",
    (text) => {
      expect(parseAttestationNumber(text)).toBeUndefined();
    },
  );

  test("[ATT-4] a rank below 1 or a year of other than four digits is refused", () => {
    expect(() => formatAttestationNumber({ year: 2026, sequence: 0 })).toThrow(RangeError);
    expect(() => formatAttestationNumber({ year: 26, sequence: 1 })).toThrow(RangeError);
  });
});
