import { useEffect, type RefObject } from "react";
import { isSilentKey } from "#client/ui/index.ts";

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("textarea, input:not([type=radio]), select, dialog") !== null;
/** Buttons and the like keep their own Enter; everywhere else it hands in. */
const hasOwnEnter = (target: EventTarget | null): boolean =>
  isWriting(target) || (target instanceof Element && target.closest("button, a, summary, [role=separator]") !== null);

/**
 * The desk's keys, wherever the focus rests: the digits for a band, Enter to hand in, A for a remark, C for a comment,
 * K for «je connais cette personne», N for the next text, ? for help.
 */
export function useDeskKeys({
  rubric,
  onEnter,
  onHelp,
  onKnow,
  onNext,
}: {
  readonly rubric: RefObject<HTMLElement | null>;
  readonly onEnter: () => void;
  readonly onHelp: () => void;
  readonly onKnow: () => void;
  readonly onNext: () => void;
}): void {
  // The keys belong to the page, not to one element of it.
  useEffect(() => {
    const handleKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      // A click on a dialog's own words leaves the focus on the page behind it.
      if (document.querySelector("dialog[open]")) return;
      if (event.key === "Enter") {
        if (hasOwnEnter(event.target)) return;
        event.preventDefault();
        return onEnter();
      }
      if (isWriting(event.target) || isSilentKey(event.key)) return;
      if (/^[0-5]$/.test(event.key)) {
        event.preventDefault();
        return band(event.key);
      }
      const act = { "?": onHelp, a: () => press("[data-remark]", true), c: comment, k: onKnow, n: onNext }[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    const press = (selector: string, keepsFocus = false): void => {
      const button = document.querySelector<HTMLElement>(selector);
      if (keepsFocus) button?.focus();
      button?.click();
    };
    // Inside a criterion its own radio buttons take the digit; elsewhere it is for the first one that has no band yet.
    const band = (value: string): void => {
      const criterion = rubric.current?.querySelector("fieldset:not(:has(:checked))");
      const radio = criterion?.querySelector<HTMLInputElement>(`input[value="${value}"]`);
      radio?.click();
      radio?.focus();
    };
    const comment = (): void => {
      const criterion = document.activeElement?.closest("[data-criterion]");
      const button = criterion?.querySelector<HTMLElement>("[data-comment]");
      if (button) return button.click();
      // Away from every criterion it is the comment on the whole, the last field of the grid.
      const fields = Array.from((criterion ?? rubric.current)?.querySelectorAll("textarea") ?? []);
      fields.at(-1)?.focus();
    };
    document.addEventListener("keydown", handleKey);
    return () => document.removeEventListener("keydown", handleKey);
  }, [rubric, onEnter, onHelp, onKnow, onNext]);
}
