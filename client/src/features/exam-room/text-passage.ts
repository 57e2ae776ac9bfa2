import { useEffect, useRef } from "react";
import type { TextRange } from "#shared/domain/reading/highlights.ts";

/**
 * Where the selection stands in a text whose pieces carry `data-from`, counted in the text's characters. An empty
 * range is the place of a click; undefined when the selection is somewhere else.
 */
export function passageIn(root: Element, selection: Selection | null): TextRange | undefined {
  const range = selection?.rangeCount ? selection.getRangeAt(0) : undefined;
  if (!range || !root.contains(range.startContainer) || !root.contains(range.endContainer)) return undefined;
  let passage: TextRange | undefined;
  for (const piece of root.querySelectorAll<HTMLElement>("[data-from]")) {
    const text = piece.firstChild;
    if (!(text instanceof Text) || !range.intersectsNode(text)) continue;
    const from = Number(piece.dataset["from"]);
    const start = text === range.startContainer ? from + range.startOffset : from;
    const end = text === range.endContainer ? from + range.endOffset : from + text.length;
    passage = { start: passage?.start ?? start, end };
  }
  return passage;
}

/** Tells what is selected in the element, whichever way it was selected: pointer, touch or caret browsing. */
export function useSelectedPassage(onSelect: (passage: TextRange) => void) {
  const text = useRef<HTMLDivElement>(null);
  const handler = useRef(onSelect);
  // The listener is attached once; it calls what the latest drawing was given.
  useEffect(() => {
    handler.current = onSelect;
  });
  // The browser says that the selection changed to the document only.
  useEffect(() => {
    const look = (): void => {
      const passage = text.current ? passageIn(text.current, document.getSelection()) : undefined;
      if (passage) handler.current(passage);
    };
    document.addEventListener("selectionchange", look);
    return () => document.removeEventListener("selectionchange", look);
  }, []);
  return text;
}
