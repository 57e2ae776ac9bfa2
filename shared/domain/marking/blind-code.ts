/** Without letters that are read as figures, and without vowels: a code never spells a word. */
const alphabet = "23456789BCDFGHJKMNPQRSTVWXZ";
export const blindCodeBytes = 8;

/**
 * The only name that a marker sees: eight random signs, `7KQ2-M9XB`. It means nothing: not the order of arrival, not
 * the session, not the body.
 */
export function blindCode(randomBytes: Uint8Array): string {
  if (randomBytes.length !== blindCodeBytes) throw new RangeError("A blind code takes eight random bytes.");
  // 256 is not a multiple of 27: a slight preference for some signs costs a code nothing, as it guards no secret.
  const signs = Array.from(randomBytes, (byte) => alphabet.charAt(byte % alphabet.length)).join("");
  return `${signs.slice(0, 4)}-${signs.slice(4)}`;
}
