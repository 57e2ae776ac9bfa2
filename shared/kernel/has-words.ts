/** Without accents, so that «cote» finds «Côté». */
const plain = (text: string): string => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();

/** Whether every word that was typed is somewhere in the line. */
export function hasWords(line: string, typed: string): boolean {
  const whole = plain(line);
  return plain(typed)
    .split(/\s+/)
    .every((word) => whole.includes(word));
}
