import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  groupVerificationCode,
  parseVerificationCode,
  verificationCode,
  VERIFICATION_CODE_BYTES,
  verificationUrl,
} from "./verification-code.ts";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const randomBytes = fc.uint8Array({ minLength: VERIFICATION_CODE_BYTES, maxLength: VERIFICATION_CODE_BYTES });
const codes = randomBytes.map((bytes) => verificationCode(bytes));
const places = fc.nat({ max: 19 });

const replaceAt = (code: string, at: number, character: string): string =>
  code.slice(0, at) + character + code.slice(at + 1);

describe("making a verification code", () => {
  test("[ATT-5] twelve random bytes give twenty characters of the alphabet", () => {
    fc.assert(fc.property(codes, (code) => /^[0-9A-HJKMNP-TV-Z]{20}$/.test(code)));
  });

  test("[ATT-5] each of the 95 bits counts, and only the last of the 96 is dropped", () => {
    const zero = verificationCode(new Uint8Array(12));
    const differing = Array.from({ length: 96 }, (_, bit) => {
      const bytes = new Uint8Array(12);
      bytes[bit >> 3] = 0x80 >> (bit & 7);
      return verificationCode(bytes);
    });
    expect(new Set(differing.slice(0, 95)).size).toBe(95);
    expect(differing.filter((code) => code === zero)).toEqual([differing[95]]);
  });

  test("[ATT-5] the code is printed in five groups of four, and leads to its page", () => {
    const code = verificationCode(Uint8Array.from([1, 244, 3, 94, 5, 206, 7, 88, 199, 10, 141, 12]));
    expect(groupVerificationCode(code)).toBe("07T0-6QG5-SR3N-HHRA-HM6N");
    expect(verificationUrl("https://epreuve.example.org/", code)).toBe(
      "https://epreuve.example.org/verifier/07T06QG5SR3NHHRAHM6N",
    );
  });

  test("[ATT-5] another number of random bytes is refused", () => {
    expect(() => verificationCode(new Uint8Array(11))).toThrow(RangeError);
  });
});

describe("reading a typed code", () => {
  test("[ATT-6] the printed form reads back, in any case", () => {
    fc.assert(
      fc.property(codes, (code) => {
        const printed = groupVerificationCode(code);
        expect(parseVerificationCode(printed)).toEqual({ ok: true, value: code });
        expect(parseVerificationCode(printed.toLowerCase())).toEqual({ ok: true, value: code });
      }),
    );
  });

  test.for([
    "O7TO-6QG5-SR3N-HHRA-HM6N",
    " o7to 6qg5 sr3n hhra hm6n\n",
    "07T0–6QG5—SR3N\u2011HHRA\u00a0HM6N",
    "０７Ｔ０６ＱＧ５ＳＲ３ＮＨＨＲＡＨＭ６Ｎ",
  ])("[ATT-6] «%s» reads as the code it looks like", (typed) => {
    expect(parseVerificationCode(typed)).toEqual({ ok: true, value: "07T06QG5SR3NHHRAHM6N" });
  });

  test("[ATT-6] I and L read as 1", () => {
    const code = verificationCode(Uint8Array.from([8, 66, 16, 132, 33, 8, 66, 16, 132, 33, 8, 66]));
    expect(code).toContain("1");
    expect(parseVerificationCode(code.replaceAll("1", "l"))).toEqual({ ok: true, value: code });
    expect(parseVerificationCode(code.replaceAll("1", "I"))).toEqual({ ok: true, value: code });
  });

  test("[ATT-7] any one wrong character is a typing error", () => {
    fc.assert(
      fc.property(codes, places, fc.constantFrom(...ALPHABET.split("")), (code, at, character) => {
        fc.pre(code[at] !== character);
        expect(parseVerificationCode(replaceAt(code, at, character))).toEqual({ ok: false, error: "TYPING_ERROR" });
      }),
    );
  });

  test("[ATT-7] any two exchanged characters are a typing error", () => {
    fc.assert(
      fc.property(codes, places, places, (code, a, b) => {
        fc.pre(code[a] !== code[b]);
        const exchanged = replaceAt(replaceAt(code, a, code.charAt(b)), b, code.charAt(a));
        expect(parseVerificationCode(exchanged)).toEqual({ ok: false, error: "TYPING_ERROR" });
      }),
    );
  });

  test.for([
    ["", "WRONG_LENGTH"],
    ["07T0-6QG5-SR3N-HHRA-HM6", "WRONG_LENGTH"],
    ["07T0-6QG5-SR3N-HHRA-HM6N-4", "WRONG_LENGTH"],
    ["07T0-6QG5-SR3N-HHRA-HM6U", "WRONG_CHARACTER"],
    ["https://epreuve.example.org", "WRONG_CHARACTER"],
  ] as const)("[ATT-7] «%s» is refused with %s", ([typed, error]) => {
    expect(parseVerificationCode(typed)).toEqual({ ok: false, error });
  });
});
