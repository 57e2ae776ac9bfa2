import { useRef, useState, type ReactNode } from "react";
import { useNavigate, useParams } from "react-router";
import { formatDate } from "#shared/i18n/dates.ts";
import { inOrder, type TextDraft } from "#shared/domain/marking/merge-drafts.ts";
import { criteriaOf } from "#shared/domain/marking/units.ts";
import { correctMark, ownMark, ownMarks, type OwnMarkView } from "#shared/protocol/corrections.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { CallError } from "#client/net/http.ts";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { useUnloadWarning } from "#client/net/use-unload-warning.ts";
import { Button, ConfirmDialog, Notice, PageHeader, TextAreaField, useToast } from "#client/ui/index.ts";
import { CriterionComment } from "../criterion-comment.tsx";
import { officeTimeZone } from "../office-time.ts";
import { missingIn, Rubric } from "../rubric.tsx";
import { ScriptText } from "../script-text.tsx";
import styles from "../script-page.module.css";
import { useDeskKeys } from "../use-desk-keys.ts";
import { ListenAgain } from "./listen-again.tsx";
import { unitNames } from "./mark-words.ts";

/** From an old link, or the way back from a correction: nothing failed, and nothing is tried again. */
const isOver = (error: unknown): error is CallError =>
  error instanceof CallError && (error.code === "STATE_CHANGED" || error.code === "CORRECTION_CLOSED");

/** One’s own mark beside what it was given to, and another in its place. Never anybody else’s. */
export function CorrectMarkPage(): ReactNode {
  const t = useT();
  const { markId = "" } = useParams();
  const mark = useRoute(ownMark, { params: { markId } });
  return (
    <div className={styles.desk}>
      <Header {...(mark.data ? { mark: mark.data } : {})} />
      {isOver(mark.error) && !mark.data ? (
        <Notice tone="attention">{t(mark.error.code === "STATE_CHANGED" ? "corrections.replaced" : "errors.CORRECTION_CLOSED")}</Notice>
      ) : (
        <Fetched query={mark}>
          {(view) => (
            <>
              <Notice tone="info" role="note">
                {t("corrections.means")}
              </Notice>
              <Desk key={view.markId} mark={view} />
            </>
          )}
        </Fetched>
      )}
    </div>
  );
}

function Header({ mark }: { readonly mark?: OwnMarkView }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const leadOf = ({ unit, blindCode, candidateName, lockedAt }: OwnMarkView): string => {
    const who = candidateName ?? blindCode ?? t("corrections.attended");
    const what = t("corrections.nameOf", { unit: t(unitNames[unit]), who });
    return t("corrections.lead", { what, date: formatDate(locale, lockedAt, officeTimeZone, "long") });
  };
  return (
    <PageHeader
      title={t("corrections.title")}
      {...(mark ? { lead: leadOf(mark) } : {})}
      backHref="/correction/evaluations"
      backLabel={t("corrections.back")}
    />
  );
}

const nothing = (): void => undefined;

function Desk({ mark }: { readonly mark: OwnMarkView }): ReactNode {
  const t = useT();
  const toast = useToast();
  const navigate = useNavigate();
  const { markId, unit, grid, script } = mark;
  const given = criteriaOf[unit].map((_criterion, place) => mark.criterionComments[place] ?? "");
  const [first] = useState<TextDraft>({ ...mark, criterionComments: given });
  const [draft, setDraft] = useState(first);
  const [reason, setReason] = useState("");
  const [isChecked, setChecked] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const rubric = useRef<HTMLElement>(null);
  const correct = useChange(correctMark, [ownMark, ownMarks]);
  const missing = missingIn(unit, draft);
  // Nothing of it is kept anywhere else before it is given.
  useUnloadWarning(() => !correct.isSuccess && (draft !== first || reason !== ""));
  const change = (next: Partial<TextDraft>): void => setDraft({ ...draft, ...next });
  const ask = (): void => {
    setChecked(true);
    if (missing.length === 0 && reason.trim() !== "") return setAsking(true);
    const place = missing.length > 0 ? "fieldset:not(:has(:checked)) input" : "[name=reason]";
    rubric.current?.querySelector<HTMLElement>(place)?.focus();
  };
  useDeskKeys({ rubric, onEnter: ask, onHelp: nothing, onKnow: nothing, onNext: nothing });
  const give = (): void =>
    correct.mutate(
      {
        params: { markId },
        body: {
          bands: [...draft.bands],
          comments: draft.comments,
          criterionComments: [...draft.criterionComments],
          annotations: inOrder(draft.annotations),
          reason,
        },
      },
      {
        onSuccess: () => {
          toast(t("corrections.done"), "success");
          void navigate("/correction/evaluations");
          window.scrollTo(0, 0);
        },
        onError: () => setAsking(false),
      },
    );

  const form = (
    <aside ref={rubric} className={script ? styles.rubric : "stack"} aria-label={t("marking.rubric")}>
      <h2>{t("marking.rubric")}</h2>
      <Rubric
        grid={grid}
        draft={draft}
        onChange={change}
        look={script ? "list" : "row"}
        {...(script
          ? {
              under: (criterion, place) => (
                <CriterionComment
                  criterion={criterion}
                  value={draft.criterionComments[place] ?? ""}
                  onChange={(value) =>
                    change({ criterionComments: draft.criterionComments.map((one, index) => (index === place ? value : one)) })
                  }
                />
              ),
            }
          : {})}
      />
      <TextAreaField
        name="reason"
        label={t("corrections.reason")}
        hint={t("corrections.reasonHint")}
        {...(isChecked && reason.trim() === "" ? { error: t("corrections.reasonMissing") } : {})}
        rows={3}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {isChecked && missing.length > 0 && <Notice tone="attention">{t("marking.missing", { criteria: missing.join(", ") })}</Notice>}
      <RefusalNotice error={correct.error} />
      <div className={script ? styles.ways : "row"}>
        <Button variant="primary" onClick={ask}>
          {t("corrections.give")}
        </Button>
      </div>
    </aside>
  );
  return (
    <>
      {script ? (
        <div className={styles.panes}>
          <ScriptText
            script={{ ...script, grid }}
            annotations={draft.annotations}
            areHandedIn
            onAnnotate={(annotations) => change({ annotations: [...annotations] })}
          />
          {form}
        </div>
      ) : (
        <>
          {mark.recording && <ListenAgain recording={mark.recording} moments={mark.moments} />}
          {form}
        </>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        title={t("corrections.confirmTitle")}
        confirmLabel={t("corrections.confirm")}
        cancelLabel={t("common.back")}
        isBusy={correct.isPending}
        onCancel={() => setAsking(false)}
        onConfirm={give}
      >
        <Changes mark={mark} draft={draft} />
        <p>{t("corrections.means")}</p>
      </ConfirmDialog>
    </>
  );
}

function Changes({ mark, draft }: { readonly mark: OwnMarkView; readonly draft: TextDraft }): ReactNode {
  const t = useT();
  const changed = criteriaOf[mark.unit].flatMap((criterion, place) => {
    const [before, after] = [mark.bands[place] ?? null, draft.bands[place] ?? null];
    return before === null || after === null || before === after ? [] : [{ criterion, before, after }];
  });
  if (changed.length === 0) return <p>{t("corrections.onlyWords")}</p>;
  return (
    <ul>
      {changed.map((one) => (
        <li key={one.criterion}>{t("corrections.changes", one)}</li>
      ))}
    </ul>
  );
}
