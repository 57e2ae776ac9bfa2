import { useState, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import type { Outbox } from "#client/net/outbox/outbox.ts";
import { Button, IconButton, RedoIcon, UndoIcon, VisuallyHidden } from "#client/ui/index.ts";
import { useWrittenIn } from "#client/ui/written-in.tsx";
import { maxTextLength, notesKey, storableText, textKey } from "#shared/domain/answers/answer-value.ts";
import { wordCount } from "#shared/domain/writing/word-count.ts";
import type { RoomPolicyView } from "#shared/protocol/exam-content.ts";
import styles from "../exam-room.module.css";
import { ownText } from "../own-text.ts";
import type { Room } from "../use-room.ts";
import { AccentPalette } from "./accent-palette.tsx";
import { KeyboardDialog } from "./keyboard-dialog.tsx";
import { RefusedInput } from "./refused-input.tsx";
import type { TextHistory } from "./text-history.ts";
import { useAccentKey } from "./use-accent-key.ts";
import { useGuardedField } from "./use-guarded-field.ts";

/** A plain field with what a writer needs around it, and nothing that distracts. */
export function WritingEditor({
  outbox,
  room,
  policy,
  history,
  onHistory,
  sizeControl,
  onHandIn,
}: {
  readonly outbox: Outbox;
  readonly room: Room;
  readonly policy: RoomPolicyView;
  readonly history: TextHistory;
  readonly onHistory: (history: TextHistory) => void;
  readonly sizeControl: ReactNode;
  readonly onHandIn: () => void;
}): ReactNode {
  const t = useT();
  const lang = useWrittenIn();
  const [isKeyboardOpen, setKeyboardOpen] = useState(false);
  const { attach, attributes, wasRefused, field } = useGuardedField({
    history,
    hasHistory: true,
    otherOwn: () => ownText(outbox, notesKey),
    onText: (text, next) => {
      outbox.set(textKey, storableText(text));
      onHistory(next);
    },
    onRefused: room.report,
  });
  const { turnAccent, said } = useAccentKey(field);
  return (
    <>
      <label htmlFor="text">
        <VisuallyHidden>{t("exam.yourText")}</VisuallyHidden>
      </label>
      <textarea
        id="text"
        ref={attach}
        {...attributes}
        className={styles.editor}
        lang={lang}
        aria-describedby="writing-hint"
        maxLength={maxTextLength}
        readOnly={room.isTimeUp}
        onKeyDown={turnAccent}
        onBlur={() => void outbox.flush()}
      />
      <VisuallyHidden aria-live="polite">{said}</VisuallyHidden>
      <RefusedInput isShown={wasRefused} />
      <div className={styles.toolbar}>
        <AccentPalette field={field} isDisabled={room.isTimeUp} />
        <div className={styles.palette} role="group" aria-label={t("room.edits")}>
          <IconButton label={t("room.undo")} icon={<UndoIcon />} onClick={() => field.current?.undo()} />
          <IconButton label={t("room.redo")} icon={<RedoIcon />} onClick={() => field.current?.redo()} />
        </div>
        {sizeControl}
        <Button variant="quiet" onClick={() => setKeyboardOpen(true)}>
          {t("room.keyboard")}
        </Button>
        <p className={styles.keyHint} id="writing-hint">
          {t("room.accentHint")}
        </p>
        {policy.showsWordCount && <span>{t("room.wordCount", { count: wordCount(ownText(outbox, textKey)) })}</span>}
        <Button variant="primary" className={styles.submit} disabled={room.isTimeUp} onClick={onHandIn}>
          {t("exam.submitText")}
        </Button>
      </div>
      <KeyboardDialog isOpen={isKeyboardOpen} onClose={() => setKeyboardOpen(false)} />
    </>
  );
}
