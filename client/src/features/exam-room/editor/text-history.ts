/** The text's own undo history: plain data, so that it survives a reload on the device that it was typed on. */

export interface Edit {
  readonly at: number;
  readonly removed: string;
  readonly inserted: string;
}

export interface TextHistory {
  readonly text: string;
  readonly undo: readonly Edit[];
  readonly redo: readonly Edit[];
}

/** What one step of undoing takes back at most, and how much the device keeps. */
const longestStep = 60;
const mostSteps = 500;
const mostCharacters = 60_000;

export const emptyHistory = (text: string): TextHistory => ({ text, undo: [], redo: [] });

export const applyEdit = (text: string, { at, removed, inserted }: Edit): string =>
  text.slice(0, at) + inserted + text.slice(at + removed.length);

/** The one change that leads from `before` to `after`; undefined when they are the same. */
export function editBetween(before: string, after: string): Edit | undefined {
  if (before === after) return undefined;
  const shortest = Math.min(before.length, after.length);
  let at = 0;
  while (at < shortest && before[at] === after[at]) at += 1;
  let tail = 0;
  while (tail < shortest - at && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  return { at, removed: before.slice(at, before.length - tail), inserted: after.slice(at, after.length - tail) };
}

/** Something was typed, cut or pasted. Typing on in one word is one step; so is deleting on. */
export function record(history: TextHistory, after: string): TextHistory {
  const edit = editBetween(history.text, after);
  if (!edit) return history;
  const last = history.undo.at(-1);
  // A redo that was typed over is gone; what was undone last may not be joined to what is typed now.
  const joined = last && history.redo.length === 0 ? join(last, edit) : undefined;
  const undo = joined ? [...history.undo.slice(0, -1), joined] : [...history.undo, edit];
  return { text: after, undo: bounded(undo), redo: [] };
}

function join(last: Edit, next: Edit): Edit | undefined {
  const isTypingOn = last.removed === "" && next.removed === "" && next.at === last.at + last.inserted.length;
  if (isTypingOn) {
    const isNewWord = /\s$/.test(last.inserted) && !/^\s/.test(next.inserted);
    if (isNewWord || next.inserted.length > 2 || last.inserted.length + next.inserted.length > longestStep)
      return undefined;
    return { at: last.at, removed: "", inserted: last.inserted + next.inserted };
  }
  const isDeletingOn = last.inserted === "" && next.inserted === "" && next.removed.length === 1;
  if (!isDeletingOn || last.removed.length >= longestStep) return undefined;
  if (next.at + next.removed.length === last.at)
    return { at: next.at, removed: next.removed + last.removed, inserted: "" };
  return next.at === last.at ? { at: last.at, removed: last.removed + next.removed, inserted: "" } : undefined;
}

function bounded(edits: readonly Edit[]): readonly Edit[] {
  let kept = edits.slice(-mostSteps);
  let size = kept.reduce((sum, edit) => sum + sizeOf(edit), 0);
  while (size > mostCharacters && kept.length > 1) {
    const [oldest, ...rest] = kept;
    size -= oldest ? sizeOf(oldest) : 0;
    kept = rest;
  }
  return kept;
}

const sizeOf = ({ removed, inserted }: Edit): number => removed.length + inserted.length;
const reversed = ({ at, removed, inserted }: Edit): Edit => ({ at, removed: inserted, inserted: removed });

export interface Step {
  readonly history: TextHistory;
  /** What this step did to the text. */
  readonly edit: Edit;
}

export function undo(history: TextHistory): Step | undefined {
  const last = history.undo.at(-1);
  if (!last) return undefined;
  const edit = reversed(last);
  const text = applyEdit(history.text, edit);
  return { edit, history: { text, undo: history.undo.slice(0, -1), redo: [...history.redo, last] } };
}

export function redo(history: TextHistory): Step | undefined {
  const edit = history.redo.at(-1);
  if (!edit) return undefined;
  const text = applyEdit(history.text, edit);
  return { edit, history: { text, undo: [...history.undo, edit], redo: history.redo.slice(0, -1) } };
}

/** What the device kept, for the text that counts now: typed on elsewhere meanwhile, that is one more step to undo. */
export const restored = (kept: TextHistory | undefined, text: string): TextHistory =>
  kept ? record(kept, text) : emptyHistory(text);

/** Did the person ever write this here? What was cut and is gone from the text is still their own. */
export const hasWritten = (history: TextHistory, words: string): boolean =>
  history.text.includes(words) ||
  [...history.undo, ...history.redo].some(({ removed, inserted }) => removed.includes(words) || inserted.includes(words));
