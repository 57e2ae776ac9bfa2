import { useState, type FormEvent, type ReactNode } from "react";
import { formatDuration, formatTimeWithSeconds } from "#shared/i18n/dates.ts";
import { sessionBoard, type BoardSitting } from "#shared/protocol/conduct.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { sittingConversation, writeToCandidate } from "#shared/protocol/messages.ts";
import { useChange, useRoute } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, classNames, TextField, VisuallyHidden } from "#client/ui/index.ts";
import type { Words } from "./board-words.ts";
import styles from "./board.module.css";

// The panel is read at a glance: what was said before is not what is asked now.
const shown = 6;

/** What this person and the staff say to each other; every answer has a name, and says how long it was waited for. */
export function Conversation({
  sitting,
  words,
  fieldId,
}: {
  readonly sitting: BoardSitting;
  readonly words: Words;
  /** So that one key leads to the field. */
  readonly fieldId: string;
}): ReactNode {
  const { t, locale, timeZone, nowMs } = words;
  const params = { sittingId: sitting.sittingId };
  const conversation = useRoute(
    sittingConversation,
    { params },
    { topics: [topicOf.sitting(sitting.sittingId)], pollMs: 5_000 },
  );
  const write = useChange(writeToCandidate, [sittingConversation, sessionBoard]);
  const [text, setText] = useState("");
  const messages = conversation.data?.messages ?? [];
  const waitingSince = conversation.data?.waitingSince ?? sitting.helpCalls[0]?.createdAt ?? null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() === "") return;
    write.mutate({ params, body: { text: text.trim() } }, { onSuccess: () => setText("") });
  };
  return (
    <section className={classNames(styles.conversation, waitingSince !== null && styles.waitsForAnswer)}>
      {waitingSince !== null && (
        <>
          <VisuallyHidden role="status">{t("desk.reason.HELP_CALLED")}</VisuallyHidden>
          {/* The seconds go by without being said. */}
          <p role="timer">
            <strong>
              {t("desk.waitsSince", { duration: formatDuration(locale, nowMs - Date.parse(waitingSince), "second") })}
            </strong>
          </p>
        </>
      )}
      {messages.length > 0 && (
        <ol className={styles.messages} aria-label={t("desk.conversation")}>
          {messages.slice(-shown).map((message) => (
            <li key={message.messageId} className={message.isFromCandidate ? undefined : styles.fromStaff}>
              <span className="numbers quiet small">{formatTimeWithSeconds(message.createdAt, timeZone)}</span>{" "}
              <strong>{message.authorName}</strong> {message.text}
              {message.waitedSeconds !== null && (
                <span className="quiet small">
                  {" "}
                  · {t("desk.answeredIn", { duration: formatDuration(locale, message.waitedSeconds * 1000, "second") })}
                </span>
              )}
            </li>
          ))}
        </ol>
      )}
      <form className={styles.writing} onSubmit={submit}>
        <TextField
          id={fieldId}
          label={t("desk.writeTo", { name: sitting.name })}
          isLabelHidden
          placeholder={t("desk.writeTo", { name: sitting.name })}
          value={text}
          maxLength={1000}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" isBusy={write.isPending} disabled={text.trim() === ""}>
          {t("desk.send")}
        </Button>
      </form>
      <RefusalNotice error={write.error ?? conversation.error} />
    </section>
  );
}
