import { useState, type ReactNode } from "react";
import { useNavigate } from "react-router";
import { officeTimeZone } from "#shared/domain/marking/deadlines.ts";
import { languageTag } from "#shared/i18n/locale.ts";
import { exportForm, formDesk, startDraft } from "#shared/protocol/forms.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { useT } from "#client/app/i18n.tsx";
import { useDates } from "#client/app/use-dates.ts";
import { useChange, useRoute } from "#client/net/query.ts";
import { call } from "#client/net/http.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { saveFile } from "#client/net/save-file.ts";
import { Button, EmptyState, Link, PageHeader, StateTag, Table, type Column } from "#client/ui/index.ts";
import { FormStanding } from "./form-standing.tsx";
import { RetireDialog } from "./decision-dialogs.tsx";
import { StartDialog } from "./start-dialog.tsx";

type Desk = RouteAnswer<typeof formDesk>;
type Form = Desk["forms"][number];
type Draft = Desk["drafts"][number];

/** Every form: what is written, what waits for approval, what is in use and how often it was sat. */
export function FormsPage(): ReactNode {
  const t = useT();
  // Somebody else writes, submits or approves while this page is open.
  const desk = useRoute(formDesk, {}, { pollMs: 10_000 });
  const [isStarting, setStarting] = useState(false);
  return (
    <div className="stack-loose">
      <PageHeader
        title={t("forms.title")}
        lead={t("forms.lead")}
        {...(desk.data?.mayWrite
          ? {
              backHref: "/direction",
              backLabel: t("directorate.title"),
              actions: (
                <Button variant="primary" onClick={() => setStarting(true)}>
                  {t("forms.start")}
                </Button>
              ),
            }
          : {})}
      />
      <Fetched query={desk} look="table">
        {({ forms, drafts, professions, mayWrite }) => (
          <>
            <section className="stack">
              <h2>{t("forms.drafts")}</h2>
              <DraftTable drafts={drafts} mayWrite={mayWrite} />
            </section>
            <section className="stack">
              <h2>{t("forms.approved")}</h2>
              <FormTable forms={forms} drafts={drafts} mayWrite={mayWrite} />
            </section>
            {isStarting && <StartDialog professions={professions} onClose={() => setStarting(false)} />}
          </>
        )}
      </Fetched>
    </div>
  );
}

const nameColumn = <Row extends Pick<Form, "code" | "version" | "title" | "language" | "profession" | "isPractice">>(
  t: ReturnType<typeof useT>,
  href: (row: Row) => string,
): Column<Row> => ({
  key: "name",
  header: t("forms.form"),
  isRowHeader: true,
  cell: (row) => (
    <>
      <Link href={href(row)}>{t("forms.codeVersion", { code: row.code, version: row.version })}</Link>
      <br />
      {row.title ? <span lang={languageTag(row.language)}>{row.title}</span> : t("forms.noTitle")}
      <br />
      <span className="quiet small">{row.isPractice ? t("forms.practice") : row.profession}</span>
    </>
  ),
});

function DraftTable({
  drafts,
  mayWrite,
}: {
  readonly drafts: readonly Draft[];
  readonly mayWrite: boolean;
}): ReactNode {
  const t = useT();
  const { dateTime } = useDates();
  return (
    <Table
      caption={t("forms.drafts")}
      rows={drafts}
      rowKey={({ draftId }) => draftId}
      empty={<EmptyState title={t("forms.noDrafts")}>{t(mayWrite ? "forms.noDraftsNext" : "forms.noDraftsToApprove")}</EmptyState>}
      columns={[
        nameColumn<Draft>(t, ({ draftId }) => `/cahiers/redaction/${draftId}`),
        {
          key: "state",
          header: t("forms.state"),
          cell: ({ state, mayApprove }) => (
            <StateTag
              tone={state === "IN_REVIEW" ? "attention" : "neutral"}
              shape={state === "IN_REVIEW" ? "half" : "hollow"}
            >
              {t(
                state === "WRITTEN"
                  ? "forms.state_WRITTEN"
                  : mayApprove
                    ? "forms.waitsForYou"
                    : "forms.state_IN_REVIEW",
              )}
            </StateTag>
          ),
        },
        { key: "authors", header: t("forms.authors"), cell: ({ authors }) => authors.join(", ") },
        {
          key: "saved",
          header: t("forms.lastSaved"),
          cell: ({ savedAt, savedBy }) => t("forms.savedAt", { time: dateTime(savedAt), name: savedBy }),
        },
      ]}
    />
  );
}


function FormTable({
  forms,
  drafts,
  mayWrite,
}: {
  readonly forms: readonly Form[];
  readonly drafts: readonly Draft[];
  readonly mayWrite: boolean;
}): ReactNode {
  const t = useT();
  const navigate = useNavigate();
  const { date } = useDates(officeTimeZone);
  const start = useChange(startDraft, [formDesk]);
  const [retiring, setRetiring] = useState<Form>();
  const nameOf = ({ code, version }: Form): string => t("forms.codeVersion", { code, version });
  const [exporting, setExporting] = useState<string>();
  const [exportError, setExportError] = useState<unknown>();
  const take = ({ formId, code, version }: Form): void => {
    setExporting(formId);
    setExportError(undefined);
    call(exportForm, { params: { formId } })
      .then((file) => saveFile(file, `${code}-v${version}-qti3.zip`), setExportError)
      .finally(() => setExporting(undefined));
  };
  const begin = ({ formId }: Form): void =>
    start.mutate(
      { body: { from: "FORM", formId } },
      { onSuccess: ({ draftId }) => void navigate(`/cahiers/redaction/${draftId}`) },
    );
  return (
    <>
      <RefusalNotice error={start.error ?? exportError} />
      <Table
        caption={t("forms.approved")}
        rows={forms}
        rowKey={({ formId }) => formId}
        columns={[
          nameColumn<Form>(t, ({ formId }) => `/cahiers/${formId}/apercu`),
          {
            key: "state",
            header: t("forms.state"),
            cell: ({ retirement, ...form }) => (
              <div>
                <FormStanding form={form} />
                {retirement && (
                  <p className="quiet small">
                    {t("forms.retiredBy", {
                      name: retirement.by,
                      date: date(retirement.at, "medium"),
                      reason: retirement.reason,
                    })}
                  </p>
                )}
              </div>
            ),
          },
          {
            key: "approval",
            header: t("forms.approval"),
            cell: ({ approval }) =>
              approval
                ? t("forms.approvedBy", {
                    author: approval.submittedBy,
                    approver: approval.approvedBy,
                    date: date(approval.at, "medium"),
                  })
                : t("forms.installed"),
          },
          { key: "exposures", header: t("forms.exposures"), align: "end", cell: ({ exposures }) => exposures },
          { key: "upcoming", header: t("forms.upcoming"), align: "end", cell: ({ upcoming }) => upcoming },
          {
            key: "acts",
            header: t("forms.acts"),
            isHeaderHidden: true,
            align: "end",
            cell: (form) =>
              !mayWrite ? null : (
                <span className="row row-end">
                  {!drafts.some(({ code }) => code === form.code) && (
                    <Button
                      size="small"
                      isBusy={start.isPending}
                      aria-label={t("forms.newVersionNamed", { name: nameOf(form) })}
                      onClick={() => begin(form)}
                    >
                      {t("forms.newVersion")}
                    </Button>
                  )}
                  <Button
                    size="small"
                    variant="quiet"
                    isBusy={exporting === form.formId}
                    aria-label={t("qti.exportNamed", { name: nameOf(form) })}
                    onClick={() => take(form)}
                  >
                    {t("qti.export")}
                  </Button>
                  {form.state !== "RETIRED" && !form.isPractice && (
                    <Button
                      size="small"
                      variant="quiet"
                      aria-label={t("forms.retireNamed", { name: nameOf(form) })}
                      onClick={() => setRetiring(form)}
                    >
                      {t("forms.retire")}
                    </Button>
                  )}
                </span>
              ),
          },
        ]}
      />
      {retiring && (
        <RetireDialog formId={retiring.formId} name={nameOf(retiring)} onClose={() => setRetiring(undefined)} />
      )}
    </>
  );
}
