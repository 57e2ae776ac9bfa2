/** What the import of a QTI package says of each file, as data: the interface has one sentence for each code, under `qti.note_<code>`. */

/** The question is in the draft; this is what became of the rest of it. */
export const qtiLosses = [
  "ABOUT_SITUATION",
  "ABOUT_UNKNOWN",
  "ADAPTIVE",
  "ANCHOR",
  "CASE",
  "ELEMENT",
  "FEEDBACK",
  "FORMATTING",
  "KEY_MISSING",
  "LENGTH_ASSUMED",
  "MEDIA",
  "PARTIAL_CREDIT",
  "POINTS",
  "PROCESSING",
  "RUBRIC",
  "SHUFFLE",
  "STIMULUS",
  "STYLES",
] as const;

/** Why nothing of the file is in the draft. */
export const qtiRefusals = [
  "COMPOSITE",
  "FILE_MISSING",
  "FORM_FULL",
  "INTERACTION",
  "NOT_AN_ITEM",
  "NOT_ONE_TO_ONE",
  "NO_INTERACTION",
  "OTHER_RESOURCE",
  "SHAPE",
  "TEMPLATES",
  "VERSION",
  "XML_UNREADABLE",
] as const;

export type QtiLoss = (typeof qtiLosses)[number];
export type QtiRefusal = (typeof qtiRefusals)[number];

export interface QtiNote {
  readonly code: QtiLoss | QtiRefusal;
  /** The name of the element, of the resource type or of the document in question; empty where the code says it all. */
  readonly what: string;
}

/** What a package may hold at most. */
export const qtiLimits = { packageBytes: 5 * 1024 * 1024, files: 300, unpackedBytes: 20 * 1024 * 1024 } as const;
