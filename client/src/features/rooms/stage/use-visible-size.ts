import { useEffect, type RefObject } from "react";
import type { ViewSize } from "#shared/protocol/media.ts";

/** Under this width the small layer shows everything that can be seen. */
const narrow = 220;

const watched = new Map<Element, (entry: IntersectionObserverEntry) => void>();
let observer: IntersectionObserver | undefined;

/** One observer looks at every tile of a page, however many there are and whichever room they are of. */
function watch(element: Element, onSeen: (entry: IntersectionObserverEntry) => void): () => void {
  observer ??= new IntersectionObserver((entries) => {
    for (const entry of entries) watched.get(entry.target)?.(entry);
  });
  watched.set(element, onSeen);
  observer.observe(element);
  return () => {
    watched.delete(element);
    observer?.unobserve(element);
  };
}

/** The server sends the layer that a tile is wide enough for, and nothing for a tile that is out of sight. */
export function useVisibleSize(
  box: RefObject<HTMLElement | null>,
  producerId: string | undefined,
  setSize: (producerId: string, size: ViewSize) => void,
  thumbWidth = narrow,
): void {
  // Follows the tile as it is scrolled, and as the page is laid out anew.
  useEffect(() => {
    const element = box.current;
    if (!element || producerId === undefined) return;
    const stop = watch(element, ({ isIntersecting, boundingClientRect: { width } }) => {
      if (!isIntersecting) setSize(producerId, "off");
      else setSize(producerId, width < thumbWidth ? "thumb" : "full");
    });
    return () => {
      stop();
      setSize(producerId, "off");
    };
  }, [box, producerId, setSize, thumbWidth]);
}
