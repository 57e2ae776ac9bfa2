import { useState, type KeyboardEvent, type RefObject } from "react";
import { useT } from "#client/app/i18n.tsx";
import { nextForm } from "./accents.ts";
import type { GuardedField } from "./guarded-field.ts";

/**
 * F2, or Ctrl and the comma, turns the letter before the cursor into its next form, in every field of an exam: not every
 * keyboard has the accents. `said` is for whoever does not see it happen.
 */
export function useAccentKey(field: RefObject<GuardedField | undefined>) {
  const t = useT();
  const [said, setSaid] = useState("");
  const turnAccent = (event: KeyboardEvent): void => {
    const isComma = event.key === "," && event.ctrlKey && !event.altKey;
    if (event.key !== "F2" && !isComma) return;
    event.preventDefault();
    const character = field.current?.replaceBefore(nextForm);
    // Said, since the letter changes without having been typed.
    if (character !== undefined)
      setSaid(t("room.inserted", { character: character === "\u00A0" ? t("exam.noBreakSpace") : character }));
  };
  return { turnAccent, said };
}
