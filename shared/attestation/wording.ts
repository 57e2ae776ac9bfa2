import type { AttestationContent } from "./content.ts";

/** A stretch of a sentence; the strong ones are what a reader looks for first. */
export type SentencePart = { readonly text: string; readonly isStrong: boolean };

const NBSP = "\u00a0";
const MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(" ");

/**
 * `1er janvier 2026`, `22 novembre 2026`. Not Intl: the legal sentence must read the same whatever data the runtime
 * carries, and Intl writes «1 janvier». No month or day number elides what comes before it («au 8», «au 11»).
 */
export function frenchDate(isoDate: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(isoDate);
  const [year, month, day] = [Number(match?.[1]), Number(match?.[2]), Number(match?.[3])];
  const isReal = match !== null && new Date(Date.UTC(year, month - 1, day)).toISOString().startsWith(isoDate);
  const monthName = MONTHS[month - 1];
  if (!isReal || monthName === undefined) throw new RangeError(`Not a calendar date: ${isoDate}`);
  return `${day === 1 ? "1er" : day}${NBSP}${monthName}${NBSP}${year}`;
}

/** A vowel, but not the glides of «Ian», «Ouattara» or «Yasmine», before which French does not elide. */
function startsWithVowelSound(words: string): boolean {
  return /^(?:[aeuœæø]|o(?!u[aeiouy])|i(?![aeou])|y(?![aeiou]))/i.test(words.normalize("NFD"));
}

/**
 * `d’infirmière`, `de médecin`. An h is taken as silent: «d’hygiéniste», «d’huissière», and no regulated profession in
 * Québec starts otherwise.
 */
export function withDe(profession: string): string {
  return startsWithVowelSound(profession.replace(/^h/i, "")) ? `d’${profession}` : `de ${profession}`;
}

/** `qu’`, `que `. Before an h it is `que `: «qu’Hassan» would be a mistake and «que Hélène» is not. */
export function queBefore(fullName: string): string {
  return startsWithVowelSound(fullName) ? "qu’" : "que ";
}

/** `L’Office …`, `La Commission …`, `Le Conseil …`, at the start of a sentence. */
export function withArticle(issuer: string): string {
  if (startsWithVowelSound(issuer)) return `L’${issuer}`;
  return /^(?:Chambre|Commission|Direction|Régie|Société)\b/.test(issuer) ? `La ${issuer}` : `Le ${issuer}`;
}

/** The abbreviation never parts from its number at the end of a line. */
const keepTogether = (legalBasis: string): string => legalBasis.replaceAll(/\b(arts?\.) /g, `$1${NBSP}`);

/** The legal sentence, the same for every delivery mode (ATT-8). */
export function attestationSentence(content: AttestationContent): readonly SentencePart[] {
  const plain = (text: string): SentencePart => ({ text, isStrong: false });
  const strong = (text: string): SentencePart => ({ text, isStrong: true });
  return [
    plain(`${withArticle(content.issuer)} atteste ${queBefore(content.candidateFullName)}`),
    strong(content.candidateFullName),
    plain(" a réussi l’examen de français et possède, au "),
    strong(frenchDate(content.date)),
    plain(", une connaissance du français appropriée à l’exercice de la profession "),
    strong(withDe(content.profession)),
    plain(` (${keepTogether(content.legalBasis)}).`),
  ];
}

export const attestationTitle = "Attestation de connaissance du français";
