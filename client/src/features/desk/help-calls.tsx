import { useState, type FormEvent, type ReactNode } from "react";
import { formatTimeWithSeconds } from "#shared/i18n/dates.ts";
import { sessionBoard, type BoardSitting } from "#shared/protocol/conduct.ts";
import { answerHelpCall } from "#shared/protocol/messages.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, TextField, useToast } from "#client/ui/index.ts";
import styles from "./board.module.css";

/** Calls that wait for an answer, with the place to give it. */
export function HelpCalls({
  sitting,
  timeZone,
}: {
  readonly sitting: BoardSitting;
  readonly timeZone: string;
}): ReactNode {
  const t = useT();
  if (sitting.helpCalls.length === 0) return null;
  return (
    <section className="stack" aria-label={t("desk.helpCalls")}>
      {sitting.helpCalls.map((call) => (
        <HelpCall key={call.helpCallId} call={call} name={sitting.name} timeZone={timeZone} />
      ))}
    </section>
  );
}

function HelpCall({
  call,
  name,
  timeZone,
}: {
  readonly call: BoardSitting["helpCalls"][number];
  readonly name: string;
  readonly timeZone: string;
}): ReactNode {
  const t = useT();
  const showToast = useToast();
  const [text, setText] = useState("");
  const answer = useChange(answerHelpCall, [sessionBoard]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() === "") return;
    answer.mutate(
      { params: { helpCallId: call.helpCallId }, body: { text: text.trim() } },
      { onSuccess: () => showToast(t("desk.answerSent"), "success") },
    );
  };
  return (
    <form className={styles.call} onSubmit={submit}>
      <p>
        <time dateTime={call.createdAt} className="numbers quiet">
          {formatTimeWithSeconds(call.createdAt, timeZone)}
        </time>{" "}
        {call.text}
      </p>
      <TextField
        label={t("desk.answerLabel", { name })}
        hint={t("desk.answerHint")}
        value={text}
        maxLength={1000}
        onChange={(event) => setText(event.target.value)}
      />
      <RefusalNotice error={answer.error} />
      <div className="row">
        <Button type="submit" variant="primary" isBusy={answer.isPending} disabled={text.trim() === ""}>
          {t("desk.answer")}
        </Button>
      </div>
    </form>
  );
}
