import type { z } from "zod";

/** What is wrong with an input, and where: `reading.items[3].points`, `marks.writing.EE[0].bands[2]`. */
export type InputFault = { readonly path: string; readonly reason: string };

type Path = readonly PropertyKey[];
type Located = { readonly path: Path; readonly reason: string };

/**
 * A schema reports its issues in its own order; a person corrects a file from the top. This returns the fault that
 * comes first in the document. What is missing has no place of its own: it is noticed where its object ends. An object
 * that is wrong as a whole comes before what it holds.
 */
export function firstFault(document: unknown, issues: readonly z.core.$ZodIssue[]): InputFault {
  const [first] = issues.flatMap(locate).toSorted((a, b) => inDocumentOrder(document, a.path, b.path));
  if (first === undefined) throw new RangeError("A refused input has at least one issue.");
  const isMissing = first.path.reduce(childOf, document) === undefined;
  return { path: print(first.path), reason: isMissing ? "missing" : first.reason };
}

/** One fault per unknown field: the schema gathers them in one issue of their object. */
function locate(issue: z.core.$ZodIssue): readonly Located[] {
  if (issue.code !== "unrecognized_keys") return [{ path: issue.path, reason: issue.message }];
  return issue.keys.map((key) => ({ path: [...issue.path, key], reason: "unknown field" }));
}

function inDocumentOrder(document: unknown, a: Path, b: Path): number {
  const [headA, ...restA] = a;
  const [headB, ...restB] = b;
  if (headA === undefined || headB === undefined) return a.length - b.length;
  if (headA !== headB) return position(document, headA) - position(document, headB);
  return inDocumentOrder(childOf(document, headA), restA, restB);
}

function position(container: unknown, key: PropertyKey): number {
  if (typeof key === "number") return key;
  const keys = typeof container === "object" && container !== null ? Object.keys(container) : [];
  const index = keys.findIndex((name) => name === key);
  return index === -1 ? keys.length : index;
}

function childOf(container: unknown, key: PropertyKey): unknown {
  if (typeof container !== "object" || container === null) return undefined;
  return Object.getOwnPropertyDescriptor(container, key)?.value;
}

/** A path never breaks its line: a strange key is quoted like a JSON string. */
function print(path: Path): string {
  const printed = path.map((key) => {
    if (typeof key === "number") return `[${key}]`;
    return /^[\w.-]+$/.test(String(key)) ? `.${String(key)}` : `[${JSON.stringify(String(key))}]`;
  });
  return printed.join("").replace(/^\./, "") || "(the whole input)";
}
