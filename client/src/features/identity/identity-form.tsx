import { useState, type FormEvent, type ReactNode } from "react";
import {
  canConfirmWith,
  holdsNumber,
  identityDocuments,
  identityGround,
  identityOutcomes,
  offeredOnly,
  type IdentityDocumentType,
  type IdentityOutcome,
} from "#shared/domain/identity/identity-check.ts";
import { sessionBoard } from "#shared/protocol/conduct.ts";
import { identityFacts, recordIdentityCheck } from "#shared/protocol/identity.ts";
import { checkIn } from "#shared/protocol/rooms.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { paperSessions } from "#shared/protocol/paper.ts";
import { formatTime } from "#shared/i18n/dates.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useDates } from "#client/app/use-dates.ts";
import { useChange, useRoute } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Notice, RadioGroup, SelectField, Skeleton, TextAreaField, useToast } from "#client/ui/index.ts";
import { Corrected } from "./corrected.tsx";
import { NoDocument } from "./no-document.tsx";
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
  // What was just noted stays in sight: an empty form would look as if nothing had been.
  const [recorded, setRecorded] = useState<{ readonly outcome: IdentityOutcome; readonly document: IdentityDocumentType }>();
  const record = useChange(recordIdentityCheck, [sessionBoard, sittingRecord, paperSessions, checkIn, identityFacts]);
  const facts = useRoute(identityFacts, { params: { sittingId } }, { topics: [topicOf.sitting(sittingId)] }).data;
  const hasOrderWord = facts?.order?.word?.isConfirmed === true;
  // Whoever had the doubt does not settle it: only somebody else confirms or turns away.
  const isSecondNeeded = facts?.doubt?.isMine === true;
  const canConfirm = documentType === "" || canConfirmWith(documentType, hasOrderWord);

  const hasNumber = holdsNumber(note);
  const needsNote = outcome !== undefined && outcome !== "CONFIRMED" && note.trim() === "";
  const isReady = documentType !== "" && outcome !== undefined && !hasNumber && !needsNote;
  const noteError = hasNumber ? t("errors.IDENTITY_NOTE_NUMBER") : undefined;

  const chooseDocument = (chosen: IdentityDocumentType): void => {
    setDocumentType(chosen);
    if (!canConfirmWith(chosen, hasOrderWord) && outcome === "CONFIRMED") setOutcome(undefined);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isReady) return;
    record.mutate(
      { params: { sittingId }, body: { documentType, outcome, note: note.trim(), readmitsSeatId } },
      {
        onSuccess: () => {
          showToast(t(`identity.recorded.${outcome}`), "success");
          setRecorded({ outcome, document: documentType });
          setDocumentType("");
          setOutcome(undefined);
          setNote("");
          onRecorded?.(outcome);
        },
      },
    );
  };

  if (recorded)
    return (
      <section className="stack" aria-label={t("identity.title")}>
        <Notice
          tone={recorded.outcome === "CONFIRMED" ? "success" : "attention"}
          role="status"
          title={t(`identity.recorded.${recorded.outcome}`)}
          actions={<Button onClick={() => setRecorded(undefined)}>{t("identity.recordAnother")}</Button>}
        >
          <p>{t("identity.recordedWith", { document: t(`identity.document.${identityGround(recorded.document, recorded.outcome)}`) })}</p>
        </Notice>
        {facts?.doubt && <Doubt doubt={facts.doubt} timeZone={facts.timeZone} />}
      </section>
    );
  return (
    <form className="stack" onSubmit={submit} aria-label={t("identity.title")}>
      <p className="quiet small">{t("identity.checklist")}</p>
      <FileFacts facts={facts} />
      {facts?.correction && (
        <Corrected sittingId={sittingId} facts={facts} isOrderAskedBelow={documentType === "NONE_AT_HAND"} />
      )}
      {facts?.doubt && <Doubt doubt={facts.doubt} timeZone={facts.timeZone} />}
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
      {documentType === "NONE_AT_HAND" && facts && <NoDocument sittingId={sittingId} facts={facts} />}
      <RadioGroup
        legend={t("identity.conclusion")}
        value={outcome}
        onChange={setOutcome}
        options={identityOutcomes.map((value) => ({
          value,
          label: t(`identity.outcome.${value}`),
          hint: t(`identity.outcome.${value}_hint`),
          isDisabled: (value === "CONFIRMED" && !canConfirm) || (value !== "DOUBT" && isSecondNeeded),
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

type Facts = RouteAnswer<typeof identityFacts>;

/** Somebody doubted: who, and who is to look now. */
function Doubt({ doubt, timeZone }: { readonly doubt: NonNullable<Facts["doubt"]>; readonly timeZone: string }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  return (
    <Notice tone="attention" role="status" title={t(doubt.isMine ? "look.secondNeeded" : "look.secondIsYou")}>
      <p>
        {t("look.doubtBy", { name: doubt.byName, at: formatTime(locale, doubt.at, timeZone) })}
        {doubt.note !== null && <> {t("look.doubtNote", { text: doubt.note })}</>}
      </p>
      <p>{t(doubt.isMine ? "look.secondNeededNext" : "look.secondIsYouNext")}</p>
    </Notice>
  );
}

/** What the file says, beside what the document shows. */
function FileFacts({ facts }: { readonly facts: Facts | undefined }): ReactNode {
  const t = useT();
  const dates = useDates("UTC");
  return (
    <div className={styles.facts}>
      {facts ? (
        <p>
          <strong>{`${facts.givenName} ${facts.familyName}`}</strong>
          <br />
          {t("identity.bornOn", { date: dates.date(`${facts.birthDate}T00:00:00Z`, "long") })}
        </p>
      ) : (
        <Skeleton label={t("common.loading")} lines={2} />
      )}
    </div>
  );
}
