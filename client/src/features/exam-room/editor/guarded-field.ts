import { hasWritten, editBetween, record, redo, undo, type Step, type TextHistory } from "./text-history.ts";
import { isWritingKey, judgeComposition, judgeInput, judgeSilentChange, type Refusal } from "./judge-input.ts";
import { isOwnClipboard, rememberOwn } from "./own-clipboard.ts";

export interface GuardedFieldOptions {
  readonly history: TextHistory;
  /** Other places where the person may have written the same words: notes for the text, the text for notes. */
  readonly otherOwn: () => string;
  /** The field's own undoing, by keys and menu; without it the browser's own stays. */
  readonly hasHistory: boolean;
  readonly onText: (text: string, history: TextHistory) => void;
  readonly onRefused: (refusal: Refusal | undefined) => void;
}

/** A text field that holds what was typed in it and nothing else, and remembers how it came to be. */
export interface GuardedField {
  /** Puts a character where the cursor is, as if it had been typed. */
  readonly insert: (character: string) => void;
  /** Replaces the character before the cursor. */
  readonly replaceBefore: (change: (character: string) => string | undefined) => string | undefined;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly dispose: () => void;
}

/** A field of one line or of many. */
export type TextControl = HTMLTextAreaElement | HTMLInputElement;
const startOf = (field: TextControl): number => field.selectionStart ?? 0;
const endOf = (field: TextControl): number => field.selectionEnd ?? 0;

// Often enough that nobody reads a foreign sentence as their own; cheap enough not to be felt.
const watchMs = 1_000;

/**
 * Guards one field of text. `beforeinput` refuses what can be refused; what a program wrote without announcing it, and
 * what was dictated through a composition, is put back as it was. Nothing here knows why something was inserted.
 */
export function guardField(field: TextControl, options: GuardedFieldOptions): GuardedField {
  let history = options.history;
  let keys = 0;
  let isAccepted = false;
  let caret = { start: startOf(field), end: endOf(field) };
  // Keys since the last change that was recorded; a composition that no key began is judged when it ends.
  let isComposing = false;
  let composedKeys = 0;
  field.value = history.text;
  // What the field itself cannot hold as it was given, such as a line break in one line, is nobody's doing.
  history = record(history, field.value);

  const isOwn = (words: string): boolean =>
    words !== "" && (isOwnClipboard(words) || hasWritten(history, words) || options.otherOwn().includes(words));
  const take = (next: TextHistory): void => {
    history = next;
    keys = 0;
    options.onText(history.text, history);
  };
  const putBack = (refusal: Refusal): void => {
    field.value = history.text;
    field.setSelectionRange(caret.start, caret.end);
    options.onRefused(refusal);
  };
  const go = (step: Step | undefined): void => {
    if (!step || field.readOnly) return;
    const end = step.edit.at + step.edit.inserted.length;
    field.value = step.history.text;
    field.setSelectionRange(end, end);
    take(step.history);
  };
  const put = (from: number, to: number, words: string): void => {
    const text = history.text.slice(0, from) + words + history.text.slice(to);
    if (field.readOnly || text.length > field.maxLength) return;
    field.focus();
    field.setRangeText(words, from, to, "end");
    take(record(history, field.value));
  };

  /** A program wrote into the field and said nothing. */
  const watch = (): void => {
    if (isComposing || field.value === history.text) return;
    const edit = editBetween(history.text, field.value);
    if (edit) putBack({ kind: "TEXT_ALTERED", characters: Math.max(edit.inserted.length, edit.removed.length) });
  };
  const beforeInput = (event: InputEvent): void => {
    watch();
    if (options.hasHistory && (event.inputType === "historyUndo" || event.inputType === "historyRedo")) {
      event.preventDefault();
      go(event.inputType === "historyUndo" ? undo(history) : redo(history));
      return;
    }
    const words = (event.data ?? event.dataTransfer?.getData("text/plain") ?? "").replaceAll("\r\n", "\n");
    const selected = endOf(field) - startOf(field);
    const facts = { inputType: event.inputType, text: words, selected, keys, isOwn: isOwn(words) };
    const refusal = judgeInput(facts);
    options.onRefused(refusal);
    if (refusal) event.preventDefault();
    else isAccepted = true;
  };
  const input = (event: Event): void => {
    const wasAccepted = isAccepted && event.isTrusted;
    isAccepted = false;
    // What nobody's keys began is looked at once it is complete.
    if (isComposing && composedKeys === 0) return;
    const edit = editBetween(history.text, field.value);
    if (!edit) return;
    const refusal = wasAccepted ? undefined : judgeSilentChange(edit.inserted, edit.removed, isOwn(edit.inserted), event.isTrusted);
    if (refusal) putBack(refusal);
    else take(record(history, field.value));
  };
  const compositionStart = (): void => {
    isComposing = true;
    composedKeys = keys;
  };
  const compositionEnd = (event: CompositionEvent): void => {
    const refusal = judgeComposition(event.data, composedKeys);
    isComposing = false;
    isAccepted = false;
    if (refusal) putBack(refusal);
    else if (field.value !== history.text) take(record(history, field.value));
  };
  const keyDown = (event: KeyboardEvent): void => {
    watch();
    if (isWritingKey(event)) {
      keys += 1;
      composedKeys += 1;
    }
    const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey;
    if (!options.hasHistory || !isCommand || event.isComposing) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    go(key === "y" || event.shiftKey ? redo(history) : undo(history));
  };
  const remember = (): void => rememberOwn(field.value.slice(startOf(field), endOf(field)));
  const refuseDrag = (event: Event): void => event.preventDefault();
  const noteCaret = (): void => {
    if (document.activeElement !== field || field.value !== history.text) return;
    caret = { start: startOf(field), end: endOf(field) };
  };

  const controller = new AbortController();
  const { signal } = controller;
  const element: HTMLElement = field;
  element.addEventListener("beforeinput", beforeInput, { signal });
  element.addEventListener("input", input, { signal });
  element.addEventListener("compositionstart", compositionStart, { signal });
  element.addEventListener("compositionend", compositionEnd, { signal });
  element.addEventListener("keydown", keyDown, { signal });
  element.addEventListener("copy", remember, { signal });
  element.addEventListener("cut", remember, { signal });
  // Dragging own words would delete them here and be refused there.
  element.addEventListener("dragstart", refuseDrag, { signal });
  document.addEventListener("selectionchange", noteCaret, { signal });
  const timer = setInterval(watch, watchMs);
  return {
    insert: (character) => put(startOf(field), endOf(field), character),
    replaceBefore: (change) => {
      const at = startOf(field);
      const before = history.text[at - 1];
      const next = at === endOf(field) && before !== undefined ? change(before) : undefined;
      if (next !== undefined) put(at - 1, at, next);
      return next;
    },
    undo: () => go(undo(history)),
    redo: () => go(redo(history)),
    dispose: () => {
      clearInterval(timer);
      controller.abort();
    },
  };
}
