import { useEffect, useRef, useState, type ClipboardEvent, type DragEvent } from "react";
import type { PageKind } from "#shared/domain/integrity/observation-kinds.ts";

/** Kinds of input that bring text from elsewhere, and what the record calls them. */
const foreign: Readonly<Record<string, PageKind>> = {
  insertFromPaste: "EXTERNAL_PASTE",
  insertFromPasteAsQuotation: "EXTERNAL_PASTE",
  insertFromYank: "EXTERNAL_PASTE",
  insertFromDrop: "DROP",
  insertReplacementText: "REPLACEMENT",
};

const pastes = new Set(["insertFromPaste", "insertFromPasteAsQuotation", "insertFromYank"]);
const lines = (text: string): string => text.replaceAll("\r\n", "\n");

export interface Refusal {
  readonly kind: PageKind;
  readonly characters: number;
}

/** What an input event brings from elsewhere; undefined when it may go on. Own text may be moved about. */
export function refusalFor(inputType: string, data: string, ownText: string | undefined): Refusal | undefined {
  const kind = foreign[inputType];
  if (!kind) return undefined;
  if (pastes.has(inputType) && ownText !== undefined && ownText !== "" && lines(data) === lines(ownText))
    return undefined;
  return { kind, characters: data.length };
}

// What was last copied or cut in a field of the exam; shared, so that a note can be moved into the text.
let ownClipboard: string | undefined;

/**
 * Keeps a text field to what is typed in it. Attributes switch the browser's helpers off; `beforeinput` refuses what
 * comes from elsewhere, whichever way it comes.
 */
export function useGuardedInput(onRefused: (refusal: Refusal) => void) {
  const [wasRefused, setRefused] = useState(false);
  const handler = useRef(onRefused);
  // The listener is attached once; it calls what the latest drawing was given.
  useEffect(() => {
    handler.current = onRefused;
  });

  const remember = (event: ClipboardEvent<HTMLTextAreaElement>): void => {
    const { value, selectionStart, selectionEnd } = event.currentTarget;
    ownClipboard = value.slice(selectionStart, selectionEnd);
  };
  // React's own onBeforeInput is another, older event.
  const [listen] = useState(() => (element: HTMLTextAreaElement | null): (() => void) | undefined => {
    if (!element) return undefined;
    const check = (event: InputEvent): void => {
      const data = event.data ?? event.dataTransfer?.getData("text/plain") ?? "";
      const refusal = refusalFor(event.inputType, data, ownClipboard);
      setRefused(refusal !== undefined);
      if (!refusal) return;
      event.preventDefault();
      handler.current(refusal);
    };
    element.addEventListener("beforeinput", check);
    return () => element.removeEventListener("beforeinput", check);
  });

  return {
    wasRefused,
    listen,
    attributes: {
      onCopy: remember,
      onCut: remember,
      // Dragging own words would delete them here and be refused there.
      onDragStart: (event: DragEvent<HTMLTextAreaElement>) => event.preventDefault(),
      spellCheck: false,
      autoCorrect: "off",
      autoCapitalize: "off",
      autoComplete: "off",
      translate: "no",
      writingsuggestions: "false",
      "data-gramm": "false",
      "data-gramm_editor": "false",
      "data-enable-grammarly": "false",
      "data-lt-active": "false",
    },
  } as const;
}
