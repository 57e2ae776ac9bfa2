/**
 * A short answer as it is compared: without case, accents, punctuation or extra spaces, since commas and accents do not
 * count against understanding. Ligatures are opened; `%`, `$` and the like stay, because they carry meaning.
 */
export function comparableText(text: string): string {
  return (
    text
      .normalize("NFD")
      .replaceAll(/\p{Mn}/gu, "")
      .toLowerCase()
      .replaceAll("œ", "oe")
      .replaceAll("æ", "ae")
      // A comma or a point inside a number belongs to it: 4,5 is not 45.
      .replaceAll(/(?<!\d)[\p{P}]|[\p{P}](?!\d)/gu, (mark) => (mark === "%" ? mark : " "))
      .replaceAll(/(?<=\d)\.(?=\d)/g, ",")
      .replaceAll(/\s+/gu, " ")
      .trim()
  );
}
