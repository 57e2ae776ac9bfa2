import { useState, type ReactNode } from "react";
import { languageTag } from "#shared/i18n/locale.ts";
import { correctAnswerMark, ownMarks, type OwnAnswerRow } from "#shared/protocol/corrections.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Dialog, RadioGroup, TextAreaField, useToast } from "#client/ui/index.ts";

/** Other points for an answer, for everybody who gave it. */
export function AnswerDialog({ answer, onClose }: { readonly answer: OwnAnswerRow; readonly onClose: () => void }): ReactNode {
  const t = useT();
  const toast = useToast();
  const [points, setPoints] = useState(String(answer.points));
  const [reason, setReason] = useState("");
  const [isMissing, setMissing] = useState(false);
  const correct = useChange(correctAnswerMark, [ownMarks]);
  const give = (): void => {
    if (reason.trim() === "") return setMissing(true);
    correct.mutate(
      { params: { markId: answer.markId }, body: { points: Number(points), reason } },
      {
        onSuccess: () => {
          toast(t("corrections.doneAnswer"), "success");
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("corrections.answerTitle")}
      size="small"
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" isBusy={correct.isPending} onClick={give}>
            {t("corrections.confirm")}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p lang={languageTag(answer.language)}>{answer.prompt}</p>
        <p className="exam-text" lang={languageTag(answer.language)}>
          {answer.sample}
        </p>
        <RadioGroup
          legend={t("corrections.answerPoints")}
          value={points}
          options={Array.from({ length: answer.max + 1 }, (_none, value) => ({
            value: String(value),
            label: t("marking.openItemPoints", { points: value }),
          }))}
          onChange={setPoints}
        />
        <TextAreaField
          label={t("corrections.reason")}
          hint={t("corrections.reasonHint")}
          {...(isMissing && reason.trim() === "" ? { error: t("corrections.reasonMissing") } : {})}
          rows={3}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <p className="quiet small">{t("corrections.answersLead")}</p>
        <RefusalNotice error={correct.error} />
      </div>
    </Dialog>
  );
}
