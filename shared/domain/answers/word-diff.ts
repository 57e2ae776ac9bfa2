/** How two texts differ, word by word: for a person to read, side by side in one text. */
export interface DiffPart {
  readonly kind: "SAME" | "ADDED" | "REMOVED";
  readonly text: string;
}

/** Beyond this many pairs of words, what differs is shown as one piece: nobody reads a finer comparison of two novels. */
const maxPairs = 4_000_000;

// A word, or what stands between words: joined again they are the text, to the last space.
const piecesOf = (text: string): string[] => text.match(/\s+|[^\s]+/gu) ?? [];

export function wordDiff(before: string, after: string): DiffPart[] {
  const a = piecesOf(before);
  const b = piecesOf(after);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return joined([
    ...a.slice(0, start).map((text) => ({ kind: "SAME", text }) as const),
    ...between(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...a.slice(a.length - end).map((text) => ({ kind: "SAME", text }) as const),
  ]);
}

/** The longest common run of words, by the table that every textbook has. */
function between(a: readonly string[], b: readonly string[]): DiffPart[] {
  const removed = a.map((text) => ({ kind: "REMOVED", text }) as const);
  const added = b.map((text) => ({ kind: "ADDED", text }) as const);
  if (a.length === 0 || b.length === 0 || a.length * b.length > maxPairs) return [...removed, ...added];
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const parts: DiffPart[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const text = a[i] ?? "";
    if (text === b[j]) {
      parts.push({ kind: "SAME", text });
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) parts.push(removed[i++] ?? { kind: "REMOVED", text });
    else parts.push(added[j++] ?? { kind: "ADDED", text: "" });
  }
  return [...parts, ...removed.slice(i), ...added.slice(j)];
}

function joined(parts: readonly DiffPart[]): DiffPart[] {
  const result: DiffPart[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (last?.kind === part.kind) result[result.length - 1] = { kind: part.kind, text: last.text + part.text };
    else result.push(part);
  }
  return result;
}
