import { useState, type KeyboardEvent } from "react";
import { wordsIn, type Annotation } from "#shared/domain/marking/annotations.ts";

/** A selection of whole words that the keyboard moves through a text: places in the list of words. */
interface Cursor {
  readonly anchor: number;
  readonly head: number;
}

export type Span = Pick<Annotation, "start" | "end">;

/** Arrows move by word, with Shift they extend; up and down go from paragraph to paragraph. */
export function useWordCursor(text: string): {
  readonly span: Span | undefined;
  readonly begin: () => void;
  readonly leave: () => void;
  /** True when the key was one of the cursor's. */
  readonly move: (event: KeyboardEvent) => boolean;
} {
  const [cursor, setCursor] = useState<Cursor>();
  const words = wordsIn(text);
  const paragraphOf = (place: number): number => text.slice(0, words[place]?.start ?? 0).split("\n").length;
  const firstOf = (paragraph: number): number => words.findIndex((_word, place) => paragraphOf(place) === paragraph);

  const target = (key: string, from: number): number | undefined => {
    const up = firstOf(paragraphOf(from));
    const down = firstOf(paragraphOf(from) + 1);
    switch (key) {
      case "ArrowRight":
        return from + 1;
      case "ArrowLeft":
        return from - 1;
      case "ArrowDown":
        return down === -1 ? words.length - 1 : down;
      case "ArrowUp":
        return up === from ? firstOf(paragraphOf(from) - 1) : up;
      case "Home":
        return 0;
      case "End":
        return words.length - 1;
      default:
        return undefined;
    }
  };

  const first = cursor && words[Math.min(cursor.anchor, cursor.head)];
  const last = cursor && words[Math.max(cursor.anchor, cursor.head)];
  return {
    span: first && last ? { start: first.start, end: last.end } : undefined,
    begin: () => setCursor(words.length === 0 ? undefined : { anchor: 0, head: 0 }),
    leave: () => setCursor(undefined),
    move: (event) => {
      if (!cursor) return false;
      const to = target(event.key, cursor.head);
      if (to === undefined) return false;
      event.preventDefault();
      const head = Math.max(0, Math.min(words.length - 1, to));
      setCursor({ anchor: event.shiftKey ? cursor.anchor : head, head });
      return true;
    },
  };
}
