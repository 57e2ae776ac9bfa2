import type { ExamRules } from "./exam-rules.ts";

export type Leaf = string | number | boolean;

/** Where a leaf is, from the whole to the word: `rubric/criteria/E1/bands/2/fr`. */
export type LeafPath = string;

export interface Difference {
  readonly path: LeafPath;
  readonly from: Leaf;
  readonly to: Leaf;
}

/** Every number, word and choice of the rules, in their order. */
export const leavesOf = (rules: ExamRules): ReadonlyMap<LeafPath, Leaf> => new Map(walk(rules, ""));

function* walk(value: unknown, path: LeafPath): Generator<readonly [LeafPath, Leaf]> {
  if (isLeaf(value)) yield [path, value];
  else if (typeof value === "object" && value !== null)
    for (const [key, part] of Object.entries(value)) yield* walk(part, path === "" ? key : `${path}/${key}`);
}

const isLeaf = (value: unknown): value is Leaf => ["string", "number", "boolean"].includes(typeof value);

/** The same tree with other leaves: what comes of it is for the schema to judge. */
export function withLeaves(value: unknown, change: (path: LeafPath, leaf: Leaf) => unknown, path = ""): unknown {
  if (isLeaf(value)) return change(path, value);
  const at = (key: string): LeafPath => (path === "" ? key : `${path}/${key}`);
  if (Array.isArray(value)) return value.map((part, place) => withLeaves(part, change, at(String(place))));
  return Object.fromEntries(
    Object.entries(Object(value)).map(([key, part]) => [key, withLeaves(part, change, at(key))]),
  );
}

/** What differs between two versions, leaf by leaf, in the order of the rules. */
export function differences(from: ExamRules, to: ExamRules): Difference[] {
  const before = leavesOf(from);
  return [...leavesOf(to)].flatMap(([path, leaf]) => {
    const was = before.get(path);
    return was === undefined || was === leaf ? [] : [{ path, from: was, to: leaf }];
  });
}
