import type { ReactNode } from "react";
import { useParams } from "react-router";
import { useT } from "#client/app/i18n.tsx";
import { RecordPanel } from "#client/features/integrity/record-panel.tsx";
import { PageHeader } from "#client/ui/index.ts";

/** The candidate's own reading of the record: what the staff sees, nothing less. */
export function RecordPage(): ReactNode {
  const t = useT();
  const { sittingId = "" } = useParams();
  return (
    <div className="stack-loose">
      <PageHeader title={t("record.title")} backHref={`/seance/${sittingId}`} backLabel={t("common.back")} />
      <RecordPanel sittingId={sittingId} />
    </div>
  );
}
