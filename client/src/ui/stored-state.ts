import { useState } from "react";

/** localStorage may be refused (private window, policy): the preference then lives as long as the page. */
export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function writeStored(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Nothing to do: the preference is a comfort, not a fact.
  }
}

/** How somebody had the exam on their screen. The language is asked of nobody anew. */
const ofOnePerson = ["theme", "exam-text", "clock-folded", "keyboard", "preset.", "reading-", "writing-"].map((name) => `epreuve.${name}`);

/** Whoever sits at a device that others use finds it as it was meant, and nothing of what was granted to the one before. */
export function forgetPreferences(): void {
  try {
    const keys = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? "");
    for (const key of keys) if (ofOnePerson.some((name) => key.startsWith(name))) localStorage.removeItem(key);
  } catch {
    // Nothing is kept where nothing can be.
  }
}

/** A preference of this device, parsed on reading because anybody may have written there. */
export function useStoredState<Value>(
  key: string | undefined,
  parse: (stored: string | null) => Value,
): [Value, (value: Value) => void] {
  const [value, setValue] = useState(() => parse(key === undefined ? null : readStored(key)));
  return [
    value,
    (next) => {
      setValue(next);
      if (key !== undefined) writeStored(key, String(next));
    },
  ];
}
