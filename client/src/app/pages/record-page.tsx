import type { ReactNode } from "react";
import { useParams } from "react-router";
import { useT } from "#client/app/i18n.tsx";
import { RoomLookRecord } from "#client/features/identity/room-look-record.tsx";
import { RecordPanel } from "#client/features/integrity/record-panel.tsx";
import { IncidentLinks, WatchPanel } from "#client/features/integrity/watch-panel.tsx";
import { PageHeader } from "#client/ui/index.ts";

/** The candidate's own reading of the record: what the staff sees, nothing less. */
export function RecordPage(): ReactNode {
  const t = useT();
  const { sittingId = "" } = useParams();
  return (
    <div className="stack-loose">
      <PageHeader title={t("record.title")} backHref="/parcours" backLabel={t("common.placeJourney")} />
      <WatchPanel sittingId={sittingId} />
      <IncidentLinks sittingId={sittingId} />
      <RecordPanel sittingId={sittingId} isMine />
      <RoomLookRecord sittingId={sittingId} />
    </div>
  );
}
