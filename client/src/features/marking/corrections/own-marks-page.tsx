import { useState, type ReactNode } from "react";
import { formatDate } from "#shared/i18n/dates.ts";
import { languageTag } from "#shared/i18n/locale.ts";
import { ownMarks, type OwnAnswerRow, type OwnMarkRow } from "#shared/protocol/corrections.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { Button, EmptyState, LinkButton, PageHeader, StateTag, Table, type Column } from "#client/ui/index.ts";
import { officeTimeZone } from "../office-time.ts";
import { AnswerDialog } from "./answer-dialog.tsx";
import { unitNames } from "./mark-words.ts";

/** What somebody handed in, and what of it can still be corrected. */
export function OwnMarksPage(): ReactNode {
  const t = useT();
  const own = useRoute(ownMarks, {});
  return (
    <div className="stack-loose">
      <PageHeader title={t("corrections.own")} lead={t("corrections.ownLead")} backHref="/correction" backLabel={t("marking.queue")} />
      <Fetched query={own} look="table">
        {({ marks, answers }) => (
          <>
            <Marks marks={marks} />
            {answers.length > 0 && <Answers answers={answers} />}
            {(marks.length > 0 || answers.length > 0) && <p className="quiet small">{t("corrections.closedHow")}</p>}
          </>
        )}
      </Fetched>
    </div>
  );
}

function Marks({ marks }: { readonly marks: readonly OwnMarkRow[] }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const nameOf = ({ unit, blindCode, candidateName }: OwnMarkRow): string =>
    t("corrections.nameOf", { unit: t(unitNames[unit]), who: candidateName ?? blindCode ?? t("corrections.attended") });
  const columns: Column<OwnMarkRow>[] = [
    { key: "what", header: t("corrections.columnWhat"), isRowHeader: true, cell: nameOf },
    {
      key: "when",
      header: t("corrections.columnWhen"),
      cell: ({ lockedAt }) => formatDate(locale, lockedAt, officeTimeZone, "long"),
    },
    { key: "state", header: t("corrections.columnState"), cell: (row) => <State row={row} /> },
    {
      key: "open",
      header: t("corrections.columnOpen"),
      isHeaderHidden: true,
      align: "end",
      cell: (row) =>
        row.isOpen && (
          <LinkButton
            href={`/correction/evaluations/${row.markId}`}
            size="small"
            aria-label={t("corrections.openNamed", { name: nameOf(row) })}
          >
            {t("corrections.open")}
          </LinkButton>
        ),
    },
  ];
  return (
    <Table
      caption={t("corrections.own")}
      columns={columns}
      rows={marks}
      rowKey={({ markId }) => markId}
      empty={<EmptyState title={t("corrections.empty")}>{t("corrections.emptyNext")}</EmptyState>}
    />
  );
}

function Answers({ answers }: { readonly answers: readonly OwnAnswerRow[] }): ReactNode {
  const t = useT();
  const [asked, setAsked] = useState<OwnAnswerRow>();
  const columns: Column<OwnAnswerRow>[] = [
    { key: "answer", header: t("corrections.columnAnswer"), isRowHeader: true, cell: ({ sample, language }) => <span lang={languageTag(language)}>{sample}</span> },
    { key: "prompt", header: t("corrections.columnQuestion"), cell: ({ prompt, language }) => <span lang={languageTag(language)}>{prompt}</span> },
    {
      key: "points",
      header: t("corrections.columnPoints"),
      cell: ({ points, max }) => t("corrections.pointsOf", { points, max }),
    },
    { key: "state", header: t("corrections.columnState"), cell: (row) => <State row={row} /> },
    {
      key: "open",
      header: t("corrections.columnOpen"),
      isHeaderHidden: true,
      align: "end",
      cell: (row) =>
        row.isOpen && (
          <Button size="small" aria-label={t("corrections.openAnswer", { answer: row.sample })} onClick={() => setAsked(row)}>
            {t("corrections.open")}
          </Button>
        ),
    },
  ];
  return (
    <section className="stack">
      <h2>{t("corrections.answers")}</h2>
      <p className="quiet">{t("corrections.answersLead")}</p>
      {/* By what was judged: a corrected answer stays in its row, whose button the focus goes back to. */}
      <Table
        caption={t("corrections.answers")}
        columns={columns}
        rows={answers}
        rowKey={({ formId, itemId, answer }) => `${formId} ${itemId} ${answer}`}
      />
      {asked && <AnswerDialog key={asked.markId} answer={asked} onClose={() => setAsked(undefined)} />}
    </section>
  );
}

function State({ row }: { readonly row: { readonly isOpen: boolean; readonly isCorrected: boolean } }): ReactNode {
  const t = useT();
  return (
    <span className="row">
      <StateTag shape={row.isOpen ? "hollow" : "full"}>{t(row.isOpen ? "corrections.stateOpen" : "corrections.stateClosed")}</StateTag>
      {row.isCorrected && <StateTag shape="half">{t("corrections.stateCorrected")}</StateTag>}
    </span>
  );
}
