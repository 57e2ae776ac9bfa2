/** French elides «de» and «que» before a name that begins with a vowel or a silent h: «d’Amina», «qu’Hélène» [I18N-12]. */

const marker = /\b([Dd]e|[Qq]ue)[ \u00A0]\{name\}/g;
const argumentOf: Readonly<Record<string, string>> = { de: "name_de", De: "name_De", que: "name_que", Que: "name_Que" };

// An h at the head of a name is silent in the French ones; those of other languages are breathed, or written as if they were.
const silentH =
  /^h(?:adrien|armonie|ector|elene|eloise|enri|enriette|erbert|ermance|ermine|erve|ilaire|ippolyte|onore|onorine|ortense|ubert|uguette|yacinthe)(?![a-z])/;

/** Yves and Yvonne, not Yacine or Youssef: a y before a vowel is a consonant. */
const vowel = /^(?:[aeiouœæ]|y(?![aeiou]))/;

function beginsWithVowel(name: string): boolean {
  const plain = name.normalize("NFD").replaceAll(/\p{Mn}/gu, "").toLowerCase();
  return vowel.test(plain) || silentH.test(plain);
}

/** The words before the name become part of the argument, which is elided or not. */
export const elidable = (message: string): string =>
  message.replaceAll(marker, (_whole, word: string) => `{${argumentOf[word] ?? "name"}}`);

/** What stands for the words before this name, with the name. */
export function elided(given: Readonly<Record<string, unknown>> | undefined): Record<string, string> {
  const name = given?.["name"];
  if (typeof name !== "string") return {};
  const joined = (word: string): string => (beginsWithVowel(name) ? `${word.slice(0, -1)}’${name}` : `${word} ${name}`);
  return Object.fromEntries(Object.entries(argumentOf).map(([word, argument]) => [argument, joined(word)]));
}
