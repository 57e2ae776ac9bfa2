import { useEffect, useRef, useState, type FormEvent, type ReactNode } from "react";
import { me } from "#shared/protocol/accounts.ts";
import { callForHelp, myConversation } from "#shared/protocol/messages.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { useDates } from "#client/app/use-dates.ts";
import { useT } from "#client/app/i18n.tsx";
import type { CallError } from "#client/net/http.ts";
import { useChange, useRoute } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Dialog, Link, Notice, TextAreaField } from "#client/ui/index.ts";
import styles from "./help.module.css";

export interface HelpDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** The sitting that the call is about: its advisers see it at once. */
  readonly sittingId?: string;
  /** Why the press itself did not become a call. */
  readonly pressError?: CallError | null;
}

/** «Parler à une personne»: what one asked, who answered, and a field to ask. Opening it never leaves the exam. */
export function HelpDialog({ isOpen, onClose, sittingId, pressError = null }: HelpDialogProps): ReactNode {
  const t = useT();
  const account = useRoute(me, {}).data?.account;
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t("common.talkToSomeone")} closeLabel={t("common.close")}>
      {account ? (
        <Conversation accountId={account.accountId} pressError={pressError} {...(sittingId ? { sittingId } : {})} />
      ) : (
        <div className="stack">
          <p>{t("common.helpByPhone")}</p>
          <p>
            <Link href="/connexion">{t("common.signInLink")}</Link>
          </p>
        </div>
      )}
    </Dialog>
  );
}

function Conversation({
  accountId,
  sittingId,
  pressError,
}: {
  readonly accountId: string;
  readonly sittingId?: string;
  readonly pressError: CallError | null;
}): ReactNode {
  const t = useT();
  const dates = useDates();
  const conversation = useRoute(
    myConversation,
    { query: sittingId === undefined ? {} : { sittingId } },
    { topics: [topicOf.account(accountId)], pollMs: 5_000 },
  );
  const ask = useChange(callForHelp, [myConversation]);
  const [text, setText] = useState("");
  const messages = conversation.data?.messages ?? [];
  const isWaiting = conversation.data !== undefined && conversation.data.waitingSince !== null;
  const last = messages.at(-1);
  const answeredBy = last && !isWaiting && !last.isFromCandidate ? last.authorName : null;
  // The team may write first: whoever asked nothing is not answered.
  const hasAsked = messages.some(({ isFromCandidate }) => isFromCandidate);
  const end = useRef<HTMLLIElement>(null);
  // The newest message is the one to read.
  useEffect(() => {
    end.current?.scrollIntoView({ block: "nearest" });
  }, [messages.length]);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() === "") return;
    ask.mutate({ body: { text, ...(sittingId ? { sittingId } : {}) } }, { onSuccess: () => setText("") });
  };
  return (
    <div className="stack">
      <p>{t(sittingId === undefined ? "common.helpIntro" : "common.helpCalled")}</p>
      <ol className={styles.calls} aria-live="polite">
        {messages.map((message) => (
          <li key={message.messageId}>
            <p className={message.isFromCandidate ? styles.mine : styles.answer}>
              {!message.isFromCandidate && <strong>{message.authorName} </strong>}
              {message.text} <span className="quiet small">{dates.time(message.createdAt)}</span>
            </p>
          </li>
        ))}
        {(isWaiting || answeredBy !== null) && (
          <li>
            <Notice tone="info" role="note">
              {answeredBy === null
                ? t(sittingId === undefined ? "common.helpArrived" : "common.helpWaiting")
                : t(hasAsked ? "common.helpAnswered" : "common.helpWrote", { name: answeredBy })}
            </Notice>
          </li>
        )}
        <li ref={end} aria-hidden="true" />
      </ol>
      <form className="stack" onSubmit={send}>
        <TextAreaField
          label={t("common.helpField")}
          value={text}
          maxLength={1000}
          rows={3}
          onChange={(event) => setText(event.target.value)}
        />
        <RefusalNotice error={ask.error ?? (isWaiting ? null : pressError) ?? conversation.error} />
        <div className="row-end">
          <Button type="submit" variant="primary" isBusy={ask.isPending}>
            {t("common.helpSend")}
          </Button>
        </div>
      </form>
    </div>
  );
}
