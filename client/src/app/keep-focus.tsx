import { useEffect, useRef } from "react";
import { useLocation } from "react-router";

/** What a screen reader tells as a place: the nearest one that is left takes the focus of what went away in it. */
const places = "section, article, form, fieldset, li, dialog, [role=group], [role=region], [role=tabpanel]";

const isLost = (): boolean => document.activeElement === null || document.activeElement === document.body;

function give(target: HTMLElement, options?: FocusOptions): void {
  if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
  target.focus(options);
}

/** The page's heading, or its main part while the heading is on its way. */
const top = (): HTMLElement | null => document.querySelector<HTMLElement>("h1") ?? document.querySelector("main");

/**
 * The keyboard always is somewhere. Another page begins at its heading, which a screen reader then says; where the part
 * that had the focus goes away — a button that did its work, a dialog whose opener is gone, a stage of the day — the
 * place around it takes it, and the heading where the whole place has gone.
 */
export function KeepFocus(): null {
  const { pathname } = useLocation();
  const shown = useRef(pathname);

  // The tracker lives as long as the page; it must see every change of the document.
  useEffect(() => {
    let ancestors: readonly HTMLElement[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onFocus = ({ target }: FocusEvent): void => {
      clearTimeout(timer);
      timer = undefined;
      ancestors = chainOf(target);
    };
    // Whoever presses on empty ground leaves the focus on purpose.
    const onClick = (event: MouseEvent): void => {
      if (event.detail > 0 && isLost()) ancestors = [];
    };
    const settle = (): void => {
      timer = undefined;
      if (!isLost()) return;
      const place = ancestors.find((one) => one.isConnected && one.matches(places));
      if (place) return give(place, { preventScroll: true });
      const heading = top();
      if (heading) give(heading);
    };
    const observer = new MutationObserver(() => {
      const [focused] = ancestors;
      if (!focused || focused.isConnected || !isLost() || timer !== undefined) return;
      // A part that comes in its place may take the focus itself.
      timer = setTimeout(settle, 60);
    });
    document.addEventListener("focusin", onFocus);
    document.addEventListener("click", onClick, true);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      document.removeEventListener("focusin", onFocus);
      document.removeEventListener("click", onClick, true);
    };
  }, []);

  // Another address is another page, whose heading comes when the page has loaded.
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    return whenHeaded((heading) => {
      // The page knows better where its work begins, if it has said so by itself.
      const main = document.querySelector("main");
      if (document.activeElement !== main && main?.contains(document.activeElement)) return;
      window.scrollTo(0, 0);
      give(heading);
    });
  }, [pathname]);
  return null;
}

function chainOf(target: EventTarget | null): HTMLElement[] {
  const chain: HTMLElement[] = [];
  for (let one = target; one instanceof HTMLElement && one !== document.body; one = one.parentElement) chain.push(one);
  return chain;
}

/** Calls once, as soon as the page has a heading: a page that has loaded already has it now. */
function whenHeaded(work: (heading: HTMLElement) => void): () => void {
  const look = (): boolean => {
    const heading = document.querySelector<HTMLElement>("h1");
    if (heading) work(heading);
    return heading !== null;
  };
  if (look()) return () => undefined;
  const observer = new MutationObserver(() => {
    if (look()) observer.disconnect();
  });
  observer.observe(document.body, { childList: true, subtree: true });
  return () => observer.disconnect();
}
