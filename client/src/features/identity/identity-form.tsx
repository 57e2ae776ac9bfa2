import { useState, type FormEvent, type ReactNode } from "react";
import {
  canConfirmWith,
  holdsNumber,
  identityDocuments,
  identityOutcomes,
  offeredOnly,
  type IdentityDocumentType,
  type IdentityOutcome,
} from "#shared/domain/identity/identity-check.ts";
import { sessionBoard } from "#shared/protocol/conduct.ts";
import { identityFacts, recordIdentityCheck } from "#shared/protocol/identity.ts";
import { checkIn } from "#shared/protocol/rooms.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { paperSessions } from "#shared/protocol/paper.ts";
import { useT } from "#client/app/i18n.tsx";
import { useDates } from "#client/app/use-dates.ts";
import { useChange, useRoute } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Notice, RadioGroup, SelectField, Skeleton, TextAreaField, useToast } from "#client/ui/index.ts";
import styles from "./identity-form.module.css";

export interface IdentityFormProps {
  readonly sittingId: string;
  /** The request of another machine that a confirmation answers. */
  readonly readmitsSeatId?: string | null;
  /** After the check has been recorded: the page may go on, or stay for a second document. */
  readonly onRecorded?: (outcome: IdentityOutcome) => void;
}

/** What a person saw and concluded. Nothing is chosen beforehand: a confirmation is always somebody's act. */
export function IdentityForm({ sittingId, readmitsSeatId = null, onRecorded }: IdentityFormProps): ReactNode {
  const t = useT();
  const showToast = useToast();
  const [documentType, setDocumentType] = useState<IdentityDocumentType | "">("");
  const [outcome, setOutcome] = useState<IdentityOutcome>();
  const [note, setNote] = useState("");
  const record = useChange(recordIdentityCheck, [sessionBoard, sittingRecord, paperSessions, checkIn]);

  const hasNumber = holdsNumber(note);
  const needsNote = outcome !== undefined && outcome !== "CONFIRMED" && note.trim() === "";
  const isReady = documentType !== "" && outcome !== undefined && !hasNumber && !needsNote;
  const noteError = hasNumber ? t("errors.IDENTITY_NOTE_NUMBER") : undefined;

  const chooseDocument = (chosen: IdentityDocumentType): void => {
    setDocumentType(chosen);
    if (!canConfirmWith(chosen) && outcome === "CONFIRMED") setOutcome(undefined);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isReady) return;
    record.mutate(
      { params: { sittingId }, body: { documentType, outcome, note: note.trim(), readmitsSeatId } },
      {
        onSuccess: () => {
          showToast(t(`identity.recorded.${outcome}`), "success");
          setDocumentType("");
          setOutcome(undefined);
          setNote("");
          onRecorded?.(outcome);
        },
      },
    );
  };

  return (
    <form className="stack" onSubmit={submit} aria-label={t("identity.title")}>
      <p className="quiet small">{t("identity.checklist")}</p>
      <FileFacts sittingId={sittingId} />
      <SelectField
        label={t("identity.whatWasSeen")}
        hint={t("identity.whatWasSeenHint")}
        placeholder={t("identity.chooseDocument")}
        value={documentType}
        onChange={chooseDocument}
        options={identityDocuments.map((value) => ({ value, label: t(`identity.document.${value}`) }))}
      />
      {documentType !== "" && offeredOnly.includes(documentType) && (
        <Notice tone="attention" role="status">
          {t("identity.offeredHint")}
        </Notice>
      )}
      <RadioGroup
        legend={t("identity.conclusion")}
        value={outcome}
        onChange={setOutcome}
        options={identityOutcomes.map((value) => ({
          value,
          label: t(`identity.outcome.${value}`),
          hint: t(`identity.outcome.${value}_hint`),
          isDisabled: value === "CONFIRMED" && documentType !== "" && !canConfirmWith(documentType),
        }))}
      />
      <TextAreaField
        label={t("identity.note")}
        hint={outcome !== undefined && outcome !== "CONFIRMED" ? t("identity.noteNeeded") : t("identity.noteHint")}
        error={noteError}
        {...(outcome === undefined || outcome === "CONFIRMED" ? { optionalLabel: t("common.optionalFeminine") } : {})}
        rows={2}
        maxLength={300}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <RefusalNotice error={record.error} />
      <div className="row">
        <Button type="submit" variant="primary" isBusy={record.isPending} disabled={!isReady}>
          {t("identity.record")}
        </Button>
      </div>
    </form>
  );
}

/** What the file says, beside what the document shows. */
function FileFacts({ sittingId }: { readonly sittingId: string }): ReactNode {
  const t = useT();
  const dates = useDates("UTC");
  const facts = useRoute(identityFacts, { params: { sittingId } }).data;
  return (
    <div className={styles.facts}>
      {facts ? (
        <p>
          <strong>{`${facts.givenName} ${facts.familyName}`}</strong>
          <br />
          {t("identity.bornOn", { date: dates.date(`${facts.birthDate}T00:00:00Z`) })}
        </p>
      ) : (
        <Skeleton label={t("common.loading")} lines={2} />
      )}
    </div>
  );
}
