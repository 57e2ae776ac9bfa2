import { useEffect, useRef, useState, type ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { AttentionIcon, CheckIcon, CloudIcon, DeviceIcon } from "./icons.tsx";
import styles from "./save-status.module.css";
import { VisuallyHidden } from "./visually-hidden.tsx";

/** `saved` on the server; `saving`; `kept` on this device until the network returns; `failed` when a person must act. */
export type SaveState = "saved" | "saving" | "kept" | "failed";

const icons = { saved: CheckIcon, saving: CloudIcon, kept: DeviceIcon, failed: AttentionIcon };

export type SaveStatusProps = {
  readonly state: SaveState;
  /** In a header that is to stay one line: short of room, its words give way. */
  readonly isInHeader?: boolean;
  readonly children: string;
};

/** «Enregistré à 14 h 32 ✓». Read aloud only when the kind of state changes: a writer is not told of every save. */
export function SaveStatus({ state, isInHeader = false, children }: SaveStatusProps): ReactNode {
  const Icon = icons[state];
  const announced = useChangeOfKind(state, children);
  return (
    <span className={classNames(styles.status, styles[state], isInHeader && styles.inHeader)}>
      <Icon size={16} className={styles.icon} />
      <span className={styles.text} title={children}>
        {children}
      </span>
      <VisuallyHidden aria-live="polite" aria-atomic="true">
        {announced}
      </VisuallyHidden>
    </span>
  );
}

function useChangeOfKind(state: SaveState, text: string): string {
  const [announced, setAnnounced] = useState("");
  const lastKind = useRef<SaveState>("saved");

  // Saving is a moment between two states: it changes nothing for the listener.
  useEffect(() => {
    if (state === "saving" || state === lastKind.current) return;
    lastKind.current = state;
    setAnnounced(text);
  }, [state, text]);

  return announced;
}
