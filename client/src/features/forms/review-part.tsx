import { useState, type ReactNode } from "react";
import { useNavigate } from "react-router";
import type { FormFault } from "#shared/domain/forms/form-fault.ts";
import { withTypography } from "#shared/domain/forms/text-measures.ts";
import { formDesk, formDraft, submitDraft } from "#shared/protocol/forms.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, ConfirmDialog, Notice, useToast } from "#client/ui/index.ts";
import { ChangesPart } from "./changes-part.tsx";
import { FaultList } from "./check-part.tsx";
import { AbandonDialog, ApproveDialog, ReturnDialog } from "./decision-dialogs.tsx";
import { DraftHistory } from "./draft-history.tsx";
import type { FormDraft, FormDraftView, Written } from "./use-form-draft.ts";
import { VoidedQuestions } from "./voided-questions.tsx";

/** What is wrong, and what may be done now by whoever reads it. */
export function ReviewPart({
  view,
  draft,
  faults,
  onGo,
}: {
  readonly view: FormDraftView;
  readonly draft: FormDraft;
  readonly faults: readonly FormFault[];
  readonly onGo: (fault: FormFault) => void;
}): ReactNode {
  const t = useT();
  const toast = useToast();
  const navigate = useNavigate();
  const { draftId, state, mayApprove, mayWrite, isOfCommittee } = view;
  const isWritten = state === "WRITTEN" && mayWrite;
  const [asked, setAsked] = useState<"submit" | "return" | "approve" | "abandon">();
  const submit = useChange(submitDraft, [formDraft, formDesk]);
  const close = (): void => setAsked(undefined);
  const done = (said: "forms.returnDone" | "forms.approveDone" | "forms.abandonDone"): void => {
    toast(t(said), "success");
    close();
    if (said !== "forms.returnDone") void navigate("/cahiers");
  };
  const submitNow = (): void => {
    close();
    draft.flush().then(
      () =>
        submit.mutate(
          { params: { draftId }, body: { revision: draft.revision() } },
          { onSuccess: () => toast(t("forms.submitDone"), "success") },
        ),
      // What was not saved is said where saving is said.
      () => undefined,
    );
  };
  return (
    <div className="stack-loose">
      <VoidedQuestions voided={view.voided} written={draft.written} />
      {view.before && <ChangesPart before={view.before} after={draft.written} />}
      <FaultList faults={faults} onGo={onGo} />
      {faults.some(({ code }) => code === "TYPOGRAPHY") && isWritten && (
        <div>
          <Button onClick={() => draft.replace(withTypographySet(draft.written))}>{t("forms.setTypography")}</Button>
        </div>
      )}
      {state === "IN_REVIEW" && !mayApprove && (
        <Notice role="note">{t(isOfCommittee ? "forms.ownWork" : "forms.committeeApproves")}</Notice>
      )}
      <RefusalNotice error={submit.error} />
      <div className="row">
        {isWritten && (
          <Button variant="primary" isBusy={submit.isPending} disabled={faults.length > 0} onClick={() => setAsked("submit")}>
            {t("forms.submit")}
          </Button>
        )}
        {state === "IN_REVIEW" && mayApprove && (
          <Button variant="primary" disabled={faults.length > 0} onClick={() => setAsked("approve")}>
            {t("forms.approve")}
          </Button>
        )}
        {state === "IN_REVIEW" && <Button onClick={() => setAsked("return")}>{t("forms.return")}</Button>}
        {isWritten && (
          <Button variant="quiet" onClick={() => setAsked("abandon")}>
            {t("forms.abandon")}
          </Button>
        )}
      </div>
      <DraftHistory view={view} />
      <ConfirmDialog
        isOpen={asked === "submit"}
        title={t("forms.submitTitle")}
        confirmLabel={t("forms.submitConfirm")}
        cancelLabel={t("common.cancel")}
        onConfirm={submitNow}
        onCancel={close}
      >
        <p>{t("forms.submitText")}</p>
      </ConfirmDialog>
      {asked === "return" && <ReturnDialog draftId={draftId} onClose={close} onDone={() => done("forms.returnDone")} />}
      {asked === "abandon" && (
        <AbandonDialog draftId={draftId} onClose={close} onDone={() => done("forms.abandonDone")} />
      )}
      {asked === "approve" && (
        <ApproveDialog draftId={draftId} today={view.today} onClose={close} onDone={() => done("forms.approveDone")} />
      )}
    </div>
  );
}

/** Every text of the content, ids and codes aside: those hold nothing that typography knows. */
const withTypographySet = (written: Written): Written => ({
  ...written,
  content: JSON.parse(JSON.stringify(written.content), (name, value: unknown) =>
    typeof value === "string" && !["id", "about", "type", "code"].includes(name) ? withTypography(value) : value,
  ) as Written["content"],
});
