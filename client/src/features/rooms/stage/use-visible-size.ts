import { useEffect, type RefObject } from "react";
import type { ViewSize } from "#shared/protocol/media.ts";

/** Under this width the small layer shows everything that can be seen. */
const narrow = 220;

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
    const observer = new IntersectionObserver(([entry]) => {
      const width = entry?.boundingClientRect.width ?? 0;
      if (!entry?.isIntersecting) setSize(producerId, "off");
      else setSize(producerId, width < thumbWidth ? "thumb" : "full");
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      setSize(producerId, "off");
    };
  }, [box, producerId, setSize, thumbWidth]);
}
