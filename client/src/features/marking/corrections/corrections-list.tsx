import type { ReactNode } from "react";
import { formatDate } from "#shared/i18n/dates.ts";
import { languageTag } from "#shared/i18n/locale.ts";
import { markCorrections, type AnswerCorrectionView, type MarkCorrectionView } from "#shared/protocol/corrections.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { Table, type Column } from "#client/ui/index.ts";
import { asBands, unitNames } from "./mark-words.ts";

/** What markers corrected, for whoever leads them: codes, bands and reasons, and nobody’s name. */
export function CorrectionsList(): ReactNode {
  const t = useT();
  const corrections = useRoute(markCorrections, {});
  return (
    <section className="stack">
      <h2>{t("corrections.history")}</h2>
      <Fetched query={corrections} look="table">
        {({ total, marks, answers }) => (
          <>
            <p className="quiet">{t("corrections.historyLead", { total })}</p>
            {marks.length > 0 && <Marks rows={marks} />}
            {answers.length > 0 && <Answers rows={answers} />}
          </>
        )}
      </Fetched>
    </section>
  );
}

/** A day of the Office, as it is. */
function useDay(): (day: string) => string {
  const { locale } = useLocale();
  return (day) => formatDate(locale, `${day}T12:00:00Z`, "UTC", "medium");
}

function Marks({ rows }: { readonly rows: readonly MarkCorrectionView[] }): ReactNode {
  const t = useT();
  const dayOf = useDay();
  const columns: Column<MarkCorrectionView>[] = [
    {
      key: "code",
      header: t("corrections.historyCode"),
      isRowHeader: true,
      cell: ({ blindCode, isAnchor }) => (
        <span className="numbers">
          {blindCode ?? t("corrections.attended")}
          {isAnchor && ` (${t("corrections.historyAnchor")})`}
        </span>
      ),
    },
    { key: "unit", header: t("corrections.columnWhat"), cell: ({ unit }) => t(unitNames[unit]) },
    { key: "day", header: t("corrections.historyDay"), cell: ({ correctedOn }) => dayOf(correctedOn) },
    {
      key: "change",
      header: t("corrections.historyChange"),
      cell: ({ before, after }) => (
        <span className="numbers">{t("corrections.fromTo", { before: asBands(before), after: asBands(after) })}</span>
      ),
    },
    { key: "reason", header: t("corrections.historyReason"), cell: ({ reason }) => reason },
  ];
  return <Table caption={t("corrections.history")} columns={columns} rows={rows} rowKey={({ correctionId }) => correctionId} />;
}

function Answers({ rows }: { readonly rows: readonly AnswerCorrectionView[] }): ReactNode {
  const t = useT();
  const dayOf = useDay();
  const columns: Column<AnswerCorrectionView>[] = [
    {
      key: "answer",
      header: t("corrections.columnAnswer"),
      isRowHeader: true,
      cell: ({ sample, language }) => <span lang={languageTag(language)}>{sample}</span>,
    },
    {
      key: "prompt",
      header: t("corrections.columnQuestion"),
      cell: ({ prompt, language }) => <span lang={languageTag(language)}>{prompt}</span>,
    },
    { key: "day", header: t("corrections.historyDay"), cell: ({ correctedOn }) => dayOf(correctedOn) },
    {
      key: "change",
      header: t("corrections.historyChange"),
      cell: ({ before, after }) => t("corrections.fromTo", { before: String(before), after: String(after) }),
    },
    { key: "reason", header: t("corrections.historyReason"), cell: ({ reason }) => reason },
  ];
  return <Table caption={t("corrections.answers")} columns={columns} rows={rows} rowKey={({ correctionId }) => correctionId} />;
}
