/**
 * Just enough of ISO 32000 to add to a PDF that our own generator wrote: one classic cross-reference table, one
 * revision, plain dictionaries. Anything else is refused rather than guessed.
 */
export type PdfFile = {
  readonly bytes: Uint8Array;
  /** One character per byte: positions in it are positions in the file. */
  readonly text: string;
  readonly xrefAt: number;
  readonly size: number;
  readonly root: number;
  readonly info: string | undefined;
  /** The permanent half of the trailer's /ID, in hexadecimal. */
  readonly permanentId: string;
  readonly offsets: ReadonlyMap<number, number>;
};

export class UnsupportedPdfError extends Error {}

function found(match: RegExpMatchArray | null, what: string): string {
  const [, group] = match ?? [];
  if (group === undefined) throw new UnsupportedPdfError(`This PDF has no readable ${what}.`);
  return group;
}

export function readPdf(bytes: Uint8Array): PdfFile {
  const text = Buffer.from(bytes).toString("latin1");
  const xrefAt = Number(found(text.match(/startxref\s+(\d+)\s+%%EOF\s*$/), "startxref"));
  const table = text.slice(xrefAt);
  const count = Number(found(table.match(/^xref\s+0 (\d+)\s/), "cross-reference table"));
  const trailer = found(table.match(/trailer\s*(<<[^]*>>)\s*startxref/), "trailer");
  if (/\/(?:Prev|Encrypt|XRefStm)\b/.test(trailer)) {
    throw new UnsupportedPdfError("This PDF is encrypted, or already has a later revision.");
  }
  const entries = [...table.matchAll(/(\d{10}) \d{5} ([nf])(?: \n| \r|\r\n)/g)].slice(0, count);
  return {
    bytes,
    text,
    xrefAt,
    size: Number(found(trailer.match(/\/Size (\d+)/), "/Size")),
    root: Number(found(trailer.match(/\/Root (\d+) 0 R/), "/Root")),
    info: trailer.match(/\/Info (\d+ 0 R)/)?.[1],
    permanentId: found(trailer.match(/\/ID\s*\[\s*<([0-9a-fA-F]+)>/), "/ID"),
    offsets: new Map(entries.flatMap(([, at, use], id) => (use === "n" ? [[id, Number(at)] as const] : []))),
  };
}

/** The dictionary of an object, from `<<` to `>>`. */
export function readDictionary(file: PdfFile, id: number): string {
  const at = file.offsets.get(id);
  if (at === undefined) throw new UnsupportedPdfError(`This PDF has no object ${id}.`);
  const body = file.text.slice(at, file.text.indexOf("endobj", at));
  return found(body.match(new RegExp(`^${id} 0 obj\\s*(<<[^]*>>)\\s*$`)), `dictionary in object ${id}`);
}

/** The object that a key of a dictionary refers to. */
export function readReference(dictionary: string, pattern: RegExp, what: string): number {
  return Number(found(dictionary.match(pattern), what));
}

export function addToDictionary(dictionary: string, entries: string): string {
  return `${dictionary.slice(0, dictionary.lastIndexOf(">>"))}${entries}\n>>`;
}

/** A text string in UTF-16, written in hexadecimal: nothing in it needs escaping. */
export function pdfText(text: string): string {
  const bytes = Buffer.from(`\ufeff${text}`, "utf16le").swap16();
  return `<${bytes.toString("hex").toUpperCase()}>`;
}

/** `D:20261122153000Z`, always in UTC. */
export function pdfDate(date: Date): string {
  return `(D:${date.toISOString().replaceAll(/\.\d+Z$|[-:T]/g, "")}Z)`;
}
