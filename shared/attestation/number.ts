export type AttestationNumberParts = { readonly year: number; readonly sequence: number };

/** `A-2026-000123`: the year of issue and the rank in that year (ATT-4). The millionth of a year is simply longer. */
export function formatAttestationNumber({ year, sequence }: AttestationNumberParts): string {
  if (!Number.isInteger(year) || year < 1000 || year > 9999)
    throw new RangeError("An attestation year has four digits.");
  if (!Number.isSafeInteger(sequence) || sequence < 1) throw new RangeError("An attestation sequence starts at 1.");
  return `A-${year}-${String(sequence).padStart(6, "0")}`;
}

/** Undefined for anything that `formatAttestationNumber` could not have written, padding included. */
export function parseAttestationNumber(text: string): AttestationNumberParts | undefined {
  const match = /^A-([1-9]\d{3})-(\d{6,15})$/.exec(text);
  if (match === null) return undefined;
  const parts = { year: Number(match[1]), sequence: Number(match[2]) };
  return parts.sequence >= 1 && formatAttestationNumber(parts) === text ? parts : undefined;
}
