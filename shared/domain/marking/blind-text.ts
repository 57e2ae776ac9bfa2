const nbsp = "\u00A0";

/**
 * One typography for every text, so that neither a keyboard's habits nor a typist's show how it was written: the same
 * words give the same paragraphs. Letters, capitals and full stops are the person's own and stay as they are; only
 * spaces, line breaks, apostrophes, quotation marks, dashes and ellipses are unified.
 */
export function blindParagraphs(text: string): string[] {
  return text
    .normalize("NFC")
    .replaceAll(/\r\n?|[\u2028\u2029\u0085\v\f]/g, "\n")
    .replaceAll(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, "")
    .split("\n")
    .map(unify)
    .filter((paragraph) => paragraph !== "");
}

function unify(line: string): string {
  const spaced = line.replaceAll(/[^\S\n]+/g, " ").trim();
  return guillemets(spaced.replaceAll(/['‘’ʼ′´`]/g, "’"))
    .replaceAll(/\.{3,}/g, "…")
    .replaceAll(/ (?:--|[‐-―−]) | - /g, " – ")
    .replaceAll(/^(?:--|[-‐-―−•*·]) ?(?=\p{L})/gu, "– ")
    .replaceAll(/(\p{L})[‐‑](?=\p{L})/gu, "$1-")
    .replaceAll(/ *([;!?])/g, "$1")
    .replaceAll(/ *:(?= |$)/g, `${nbsp}:`)
    .replaceAll(/ ([.,…)\]])/g, "$1")
    .replaceAll(/([([]) /g, "$1")
    .replaceAll(/« */g, `«${nbsp}`)
    .replaceAll(/ *»/g, `${nbsp}»`);
}

/** English and straight double quotation marks become guillemets: a straight one opens at the start of a word. */
function guillemets(line: string): string {
  const directed = line.replaceAll(/[“„]/g, "«").replaceAll("”", "»");
  return directed.replaceAll(/"/g, (_sign, at: number) => (/^$|[\s([«’-]/.test(directed.charAt(at - 1)) ? "«" : "»"));
}
