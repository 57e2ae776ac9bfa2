import type { LockdownRules, LockdownSignal } from "#shared/domain/integrity/lockdown-policy.ts";
import { forbiddenKey } from "./forbidden-keys.ts";

export interface Seen {
  readonly signal: LockdownSignal;
  readonly characters?: number;
}

export interface KeepOutOptions {
  readonly rules: LockdownRules;
  readonly mayCopyDocuments: boolean;
  readonly onSeen: (seen: Seen) => void;
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches("textarea, input, [contenteditable]");

/** Questions carry this; documents do not, because passages are marked in them. */
const unselectable = "[data-no-selection]";

/**
 * Keeps the browser's own ways around an exam shut: what is copied out of it or dropped on it, its printing, its menus.
 * Fields of text have a guard of their own, which judges what is put into them.
 */
export function keepOut({ rules, mayCopyDocuments, onSeen }: KeepOutOptions): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  const handle = (event: Event, seen: Seen): void => {
    if (rules[seen.signal].isKept) event.preventDefault();
    onSeen(seen);
  };
  const copy = (event: ClipboardEvent): void => {
    // One's own words may be moved about in one's own fields.
    if (isField(event.target) || mayCopyDocuments) return;
    const characters = String(getSelection()).length;
    if (characters > 0) handle(event, { signal: "COPY", characters });
  };
  // Dragged to another program a passage would be copied as well. A hand that marks passages begins it by mistake: nothing is said.
  const dragOut = (event: DragEvent): void => {
    if (rules.COPY.isKept && !isField(event.target) && !mayCopyDocuments) event.preventDefault();
  };
  const drop = (event: DragEvent): void => {
    if (isField(event.target)) return;
    handle(event, { signal: "DROP", characters: event.dataTransfer?.getData("text/plain").length ?? 0 });
  };
  const dragOver = (event: DragEvent): void => {
    if (!isField(event.target)) event.preventDefault();
  };
  const menu = (event: MouseEvent): void => handle(event, { signal: "CONTEXT_MENU" });
  const select = (event: Event): void => {
    const from = event.target instanceof Element ? event.target : event.target instanceof Node ? event.target.parentElement : null;
    if (isField(from) || !from?.closest(unselectable)) return;
    handle(event, { signal: "SELECTION" });
  };
  const key = (event: KeyboardEvent): void => {
    const found = forbiddenKey(event);
    if (found === undefined) return;
    // Saving is a habit of people who write: nothing opens, and nothing is said.
    if (found === "SAVE_PAGE") event.preventDefault();
    else if (!event.repeat) handle(event, { signal: found });
  };
  const print = (): void => onSeen({ signal: "PRINT" });

  document.addEventListener("copy", copy, { signal });
  document.addEventListener("cut", copy, { signal });
  document.addEventListener("dragstart", dragOut, { signal });
  document.addEventListener("dragover", dragOver, { signal });
  document.addEventListener("drop", drop, { signal });
  document.addEventListener("contextmenu", menu, { signal });
  document.addEventListener("selectstart", select, { signal });
  document.addEventListener("keydown", key, { signal, capture: true });
  addEventListener("beforeprint", print, { signal });
  return () => controller.abort();
}
