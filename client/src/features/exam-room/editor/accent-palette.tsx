import { useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from "react";
import { useT } from "#client/app/i18n.tsx";
import { VisuallyHidden } from "#client/ui/index.ts";
import styles from "../exam-room.module.css";
import { capital, paletteEntries } from "./accents.ts";
import type { GuardedField } from "./guarded-field.ts";

/** Characters that some keyboards lack, put where the cursor is; each says which keys do the same. One stop for Tab. */
export function AccentPalette({
  field,
  isDisabled,
}: {
  readonly field: RefObject<GuardedField | undefined>;
  readonly isDisabled: boolean;
}): ReactNode {
  const t = useT();
  const [isCapital, setCapital] = useState(false);
  const [stop, setStop] = useState(0);
  const bar = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent): void => {
    const last = paletteEntries.length;
    const target = { ArrowRight: stop + 1, ArrowLeft: stop - 1, Home: 0, End: last }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    const next = (target + last + 1) % (last + 1);
    setStop(next);
    bar.current?.querySelectorAll("button")[next]?.focus();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- Its buttons take the focus, one at a time.
    <div ref={bar} className={styles.palette} role="toolbar" aria-label={t("exam.accents")} onKeyDown={move}>
      <button
        type="button"
        className={styles.accent}
        aria-pressed={isCapital}
        title={t("room.capitals")}
        tabIndex={stop === 0 ? 0 : -1}
        disabled={isDisabled}
        onPointerDown={(event) => event.preventDefault()}
        onClick={() => setCapital(!isCapital)}
      >
        <span aria-hidden="true">⇧</span>
        <VisuallyHidden>{t("room.capitals")}</VisuallyHidden>
      </button>
      {paletteEntries.map(({ character, base, presses }, index) => {
        const isSpace = base === " ";
        const shown = isCapital ? capital(character) : character;
        const key = isSpace ? t("room.space") : isCapital ? capital(base) : base;
        const name = t("room.insertWith", { character: isSpace ? t("exam.noBreakSpace") : shown, key, presses });
        return (
          <button
            key={character}
            type="button"
            className={styles.accent}
            title={name}
            tabIndex={stop === index + 1 ? 0 : -1}
            disabled={isDisabled}
            // Keeps the cursor where it is.
            onPointerDown={(event) => event.preventDefault()}
            onClick={(event) => field.current?.insert(event.shiftKey ? capital(character) : shown)}
          >
            <span aria-hidden="true">{isSpace ? t("exam.noBreakSpaceShort") : shown}</span>
            <VisuallyHidden>{name}</VisuallyHidden>
          </button>
        );
      })}
    </div>
  );
}
