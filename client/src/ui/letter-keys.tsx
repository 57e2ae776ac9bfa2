import { useSyncExternalStore, type ReactNode } from "react";
import { Checkbox } from "./choice.tsx";
import { readStored, writeStored } from "./stored-state.ts";

const storageKey = "epreuve.letter-keys";
const isOnAs = (stored: string | null): boolean => stored !== "false";

/**
 * Whether this key is one character that acts by itself and the person has switched such keys off: a voice that types
 * would press them with every word (WCAG 2.1.4). Asked of keys that belong to a page, whatever has the focus. The space
 * bar is no such key: it presses and scrolls wherever one is.
 */
export const isSilentKey = (key: string): boolean => key.length === 1 && key !== " " && !isOnAs(readStored(storageKey));

/** Whatever shows a key on the page; another window may switch them too. */
const shown = new Set<() => void>();
const subscribe = (changed: () => void): (() => void) => {
  shown.add(changed);
  window.addEventListener("storage", changed);
  return () => {
    shown.delete(changed);
    window.removeEventListener("storage", changed);
  };
};

/** As `isSilentKey`, for what says that there is this key: nobody is told of one that does nothing. */
export function useIsSilentKey(key: string | undefined): boolean {
  const isSilent = (): boolean => key !== undefined && isSilentKey(key);
  return useSyncExternalStore(subscribe, isSilent, isSilent);
}

export function LetterKeysSwitch({ label, hint }: { readonly label: string; readonly hint: string }): ReactNode {
  const isOn = useSyncExternalStore(subscribe, () => isOnAs(readStored(storageKey)));
  const change = (next: boolean): void => {
    writeStored(storageKey, String(next));
    for (const changed of shown) changed();
  };
  return <Checkbox label={label} hint={hint} isChecked={isOn} onChange={change} />;
}
