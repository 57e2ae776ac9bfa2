import { err, ok, type Result } from "../../kernel/result.ts";
import { sha256Hex } from "../../kernel/sha256.ts";
import type { AnswerValue } from "./answer-value.ts";
import { applyPatch, isTextPatch, type Digest, type OperationValue } from "./text-patch.ts";

/** One operation of a page's log, as much as replaying needs. */
export interface LoggedOp {
  readonly seq: number;
  readonly key: string;
  readonly value: OperationValue;
}

/** An operation with the whole value that its key holds after it. */
export type Folded<Op extends LoggedOp> = Op & { readonly content: AnswerValue };

/**
 * Folds one page's operations, in their order, onto what the page's keys held before them. A page's first operation on
 * a key carries a whole value, so that a log from its beginning needs nothing else.
 * @returns the number of the first operation that does not fit as an error.
 */
export function foldOps<Op extends LoggedOp>(
  before: ReadonlyMap<string, AnswerValue>,
  ops: readonly Op[],
  digest: Digest = sha256Hex,
): Result<readonly Folded<Op>[], number> {
  const held = new Map(before);
  // The hash of what a patch has left is known: the next one need not count it again.
  const hashes = new Map<string, string>();
  const folded: Folded<Op>[] = [];
  for (const op of ops) {
    const content = contentAfter(held.get(op.key), op.value, digest, hashes.get(op.key));
    if (content === undefined) return err(op.seq);
    held.set(op.key, content);
    if (isTextPatch(op.value)) hashes.set(op.key, op.value.after);
    else hashes.delete(op.key);
    folded.push({ ...op, content });
  }
  return ok(folded);
}

function contentAfter(
  held: AnswerValue | undefined,
  value: OperationValue,
  digest: Digest,
  known: string | undefined,
): AnswerValue | undefined {
  if (!isTextPatch(value)) return value;
  if (typeof held !== "string") return undefined;
  const patched = applyPatch(held, value, digest, known);
  return patched.ok ? patched.value : undefined;
}

export interface TypedOp extends LoggedOp {
  /** Milliseconds since the page was opened, by its own counter. */
  readonly tMono: number | null;
}

/** How a text came to be: what stood there, and when in the page's own time. */
export interface Frame {
  readonly seq: number;
  readonly tMono: number | null;
  readonly text: string;
}

/**
 * The typed history of one key, from one page's log: a frame for each operation on it. An answer taken back reads as an
 * empty text.
 * @returns the number of the first operation that does not fit as an error.
 */
export function replayText(ops: readonly TypedOp[], key: string): Result<readonly Frame[], number> {
  const folded = foldOps(
    new Map(),
    ops.filter((op) => op.key === key),
  );
  if (!folded.ok) return folded;
  return ok(
    folded.value.map(({ seq, tMono, content }) => ({ seq, tMono, text: typeof content === "string" ? content : "" })),
  );
}
