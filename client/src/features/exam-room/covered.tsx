import { useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from "react";
import { useT } from "#client/app/i18n.tsx";
import { VisuallyHidden } from "#client/ui/index.ts";

/** While the exam is hidden the keyboard is on what hides it; afterwards it is where it was, in the very field. */
export function useCoveredFocus(
  isHidden: boolean,
): readonly [room: RefObject<HTMLDivElement | null>, content: RefObject<HTMLDivElement | null>] {
  const room = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const left = useRef<HTMLElement>(null);
  // Before the browser takes the focus away from what it no longer shows.
  useLayoutEffect(() => {
    const focused = document.activeElement;
    if (isHidden) {
      if (!(focused instanceof HTMLElement) || !content.current?.contains(focused)) return;
      left.current = focused;
      room.current?.focus({ preventScroll: true });
      return;
    }
    if (left.current?.isConnected && (focused === document.body || room.current?.contains(focused) === true))
      left.current.focus({ preventScroll: true });
    left.current = null;
  }, [isHidden]);
  return [room, content];
}

/** That the exam is hidden, and that it is back: said once, to whoever does not see it. */
export function CoverSays({ words }: { readonly words: string | null }): ReactNode {
  const t = useT();
  const [wasHidden, setHidden] = useState(words !== null);
  if (words !== null && !wasHidden) setHidden(true);
  return <VisuallyHidden role="status">{words ?? (wasHidden ? t("exam.saysBack") : "")}</VisuallyHidden>;
}
