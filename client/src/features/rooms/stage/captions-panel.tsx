import { useState, type FormEvent, type ReactNode } from "react";
import { addCaption, roomCaptions } from "#shared/protocol/captions.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, SelectField, TextField } from "#client/ui/index.ts";
import styles from "./desk.module.css";

const shownLines = 5;

/** Where somebody has captions: who speaks, what they say, Enter. Nothing is shown where nobody has them. */
export function CaptionsPanel({
  roomId,
  topics,
  pollMs,
  isOpen,
}: {
  readonly roomId: string;
  /** Whose hints bring new lines. */
  readonly topics: readonly string[];
  readonly pollMs?: number;
  readonly isOpen: boolean;
}): ReactNode {
  const t = useT();
  const query = useRoute(roomCaptions, { params: { roomId } }, { topics, ...(pollMs !== undefined && { pollMs }) });
  const add = useChange(addCaption, [roomCaptions], { isInOrder: true });
  const [speaker, setSpeaker] = useState("");
  const [text, setText] = useState("");
  if (!query.data || query.data.names.length === 0) return null;
  const { names, speakers, captions } = query.data;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() === "") return;
    add.mutate({ params: { roomId }, body: { speaker, text: text.trim() } });
    setText("");
  };
  return (
    <Card title={t("rooms.captions")}>
      <p>{t("rooms.captionsFor", { names: names.join(", ") })}</p>
      <RefusalNotice error={add.error} />
      {isOpen && (
        <form onSubmit={submit} className="stack">
          <SelectField
            label={t("rooms.captionWho")}
            placeholder={t("rooms.captionNobody")}
            options={speakers.map((name) => ({ value: name, label: name }))}
            value={speaker}
            onChange={setSpeaker}
          />
          <TextField
            label={t("rooms.captionText")}
            hint={t("rooms.captionHint")}
            value={text}
            maxLength={500}
            onChange={(event) => setText(event.target.value)}
          />
          <div>
            <Button type="submit" size="small">
              {t("rooms.captionSend")}
            </Button>
          </div>
        </form>
      )}
      <ol className={styles.log} aria-label={t("rooms.captions")}>
        {captions.slice(-shownLines).map((caption) => (
          <li key={caption.captionId}>
            {caption.speaker !== "" && <strong>{t("rooms.captionSpeaker", { name: caption.speaker })} </strong>}
            {caption.text}
          </li>
        ))}
      </ol>
    </Card>
  );
}
