import { useEffect, useRef, useState } from "react";
import { guardField, type GuardedField, type GuardedFieldOptions, type TextControl } from "./guarded-field.ts";
import type { Refusal } from "./judge-input.ts";

/** Switches the browser's own helpers off; extensions of the usual kinds are asked to stay away. */
const attributes = {
  spellCheck: false,
  autoCorrect: "off",
  autoCapitalize: "off",
  autoComplete: "off",
  translate: "no",
  writingsuggestions: "false",
  "data-gramm": "false",
  "data-gramm_editor": "false",
  "data-enable-grammarly": "false",
  "data-lt-active": "false",
} as const;

/** Keeps a text field to what is typed in it, as long as it is on the page. */
export function useGuardedField(options: Omit<GuardedFieldOptions, "onRefused"> & { readonly onRefused: (refusal: Refusal) => void }) {
  const [wasRefused, setRefused] = useState(false);
  const latest = useRef(options);
  const guarded = useRef<GuardedField | undefined>(undefined);
  // The guard is attached once; it calls what the latest drawing was given.
  useEffect(() => {
    latest.current = options;
  });
  const [attach] = useState(() => (element: TextControl | null): (() => void) | undefined => {
    if (!element) return undefined;
    const field = guardField(element, {
      history: latest.current.history,
      hasHistory: latest.current.hasHistory,
      otherOwn: () => latest.current.otherOwn(),
      onText: (text, history) => latest.current.onText(text, history),
      onRefused: (refusal) => {
        setRefused(refusal !== undefined);
        if (refusal) latest.current.onRefused(refusal);
      },
    });
    guarded.current = field;
    return () => field.dispose();
  });
  return { attach, attributes, wasRefused, field: guarded } as const;
}
