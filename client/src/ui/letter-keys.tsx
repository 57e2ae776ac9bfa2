import type { ReactNode } from "react";
import { Checkbox } from "./choice.tsx";
import { readStored, useStoredState } from "./stored-state.ts";

const storageKey = "epreuve.letter-keys";
const isOnAs = (stored: string | null): boolean => stored !== "false";

/**
 * Whether this key is one character that acts by itself and the person has switched such keys off: a voice that types
 * would press them with every word (WCAG 2.1.4). Asked of keys that belong to a page, whatever has the focus. The space
 * bar is no such key: it presses and scrolls wherever one is.
 */
export const isSilentKey = (key: string): boolean => key.length === 1 && key !== " " && !isOnAs(readStored(storageKey));

export function LetterKeysSwitch({ label, hint }: { readonly label: string; readonly hint: string }): ReactNode {
  const [isOn, setOn] = useStoredState(storageKey, isOnAs);
  return <Checkbox label={label} hint={hint} isChecked={isOn} onChange={setOn} />;
}
