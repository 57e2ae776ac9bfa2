/**
 * The code that staff give somebody at an exam station: eight characters that nobody confuses when they are read from
 * a slip of paper. No 0 and O, 1, I and L, 2 and Z, 5 and S, 8 and B, U and V.
 */
export const stationAlphabet = "34679ACDEFGHJKMNPQRTWXY";
export const stationCodeLength = 8;
export const stationCodeMinutes = 15;

/** The code from random bytes, without bias: a byte that does not divide evenly is skipped. Undefined when bytes run out. */
export function stationCodeFrom(bytes: Iterable<number>): string | undefined {
  const limit = 256 - (256 % stationAlphabet.length);
  let code = "";
  for (const byte of bytes) {
    if (byte < limit) code += stationAlphabet.charAt(byte % stationAlphabet.length);
    if (code.length === stationCodeLength) return code;
  }
  return undefined;
}

/** What a person typed, as it was given: capital letters, without spaces and dashes. */
export const normalStationCode = (typed: string): string => typed.toUpperCase().replaceAll(/[\s\u00A0-]/g, "");

/** As shown on the slip: two groups of four. */
export const shownStationCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;
