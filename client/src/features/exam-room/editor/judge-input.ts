import type { PageKind } from "#shared/domain/integrity/observation-kinds.ts";

/** What the browser says of one change before it happens, and what the page has seen of the keyboard. */
export interface InputFacts {
  readonly inputType: string;
  /** What would be inserted. */
  readonly text: string;
  /** How many characters are selected, and would go. */
  readonly selected: number;
  /** Keys pressed since the last change: a dead key makes two. */
  readonly keys: number;
  /** The person wrote, copied or cut these words in this exam. */
  readonly isOwn: boolean;
}

export interface Refusal {
  readonly kind: PageKind;
  readonly characters: number;
}

const pastes = new Set(["insertFromPaste", "insertFromPasteAsQuotation", "insertFromYank"]);
const segments = new Intl.Segmenter("fr");

/** Characters as people count them: an emoji or a letter with its accent is one. */
export function lettersIn(text: string): number {
  // Most of what is typed is one unit; only more is looked at closely.
  return text.length <= 1 ? text.length : [...segments.segment(text)].length;
}

/**
 * What comes from elsewhere, and what the record calls it; undefined when the change may go on. One character at a time
 * is typing, whatever sent it: a braille display, a keyboard on the screen, an accent chosen from the system's list. Two
 * may be a dead key that did not combine. More than the keys explain is not typing.
 */
export function judgeInput({ inputType, text, selected, keys, isOwn }: InputFacts): Refusal | undefined {
  const letters = lettersIn(text);
  if (pastes.has(inputType)) return isOwn ? undefined : { kind: "EXTERNAL_PASTE", characters: text.length };
  switch (inputType) {
    case "insertFromDrop":
      return { kind: "DROP", characters: text.length };
    case "insertReplacementText":
      // The system's list of accents replaces the letter that was just typed by another one.
      return letters <= 1 && selected <= 1 ? undefined : { kind: "REPLACEMENT", characters: text.length };
    case "insertLineBreak":
    case "insertParagraph":
      return undefined;
    case "insertText":
      return letters <= Math.max(1, Math.min(2, keys)) ? undefined : { kind: "UNTYPED_TEXT", characters: text.length };
    default:
      // Deleting, composing (judged when it ends), undoing.
      return undefined;
  }
}

// By exclusion: keyboards on a screen and input methods name their keys in many ways, and whoever types is never refused.
const idleKeys = new Set(["Shift", "Control", "Alt", "AltGraph", "Meta", "OS", "Fn", "FnLock", "CapsLock", "NumLock", "ScrollLock", "Escape", "Tab"]);
const movingKeys = /^(?:Arrow(?:Up|Down|Left|Right)|Home|End|PageUp|PageDown|F\d+|(?:Audio|Media|Launch|Browser)\w+)$/;

/** Whether a key can begin or make a word: not those that move, that only change others, or that command. */
export const isWritingKey = ({ key, ctrlKey, altKey, metaKey, shiftKey }: Pick<KeyboardEvent, "key" | "ctrlKey" | "altKey" | "metaKey" | "shiftKey">): boolean =>
  !idleKeys.has(key) && !movingKeys.test(key) && !metaKey && (!ctrlKey || altKey || shiftKey);

/** A composition that no key began is a voice or a program that speaks for the keyboard. */
export const judgeComposition = (text: string, keys: number): Refusal | undefined =>
  keys === 0 && lettersIn(text) > 2 ? { kind: "UNTYPED_TEXT", characters: text.length } : undefined;

/** A change that was never announced: a program wrote into the field. A single letter is left alone. */
export function judgeSilentChange(inserted: string, removed: string, isOwn: boolean, isTrusted: boolean): Refusal | undefined {
  const isHarmless = isTrusted && (isOwn || lettersIn(inserted) <= 1);
  return isHarmless ? undefined : { kind: "TEXT_ALTERED", characters: Math.max(inserted.length, removed.length) };
}
