import type { ReactNode } from "react";
import { useParams } from "react-router";
import { incidentFile } from "#shared/protocol/incidents.ts";
import { useDates } from "#client/app/use-dates.ts";
import { useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { PageHeader } from "#client/ui/index.ts";
import { Calls } from "./call-dialog.tsx";
import { IncidentFileBody } from "./incident-file.tsx";
import { IncidentOffice, type IncidentFile } from "./incident-office.tsx";

/** The file of one incident, for the staff of the session and for the directorate. */
export function IncidentPage(): ReactNode {
  const { incidentId = "" } = useParams();
  const file = useRoute(incidentFile, { params: { incidentId } }, { pollMs: 15_000 });
  return <Fetched query={file}>{(data) => <Loaded file={data} />}</Fetched>;
}

function Loaded({ file }: { readonly file: IncidentFile }): ReactNode {
  const t = useT();
  const { incident, deskSessionId } = file;
  const dates = useDates(incident.timeZone);
  return (
    <div className="stack-loose">
      <PageHeader
        backHref={deskSessionId === null ? "/incidents" : `/bureau/${deskSessionId}`}
        backLabel={t(deskSessionId === null ? "incidents.toQueue" : "incidents.toDesk")}
        title={t("incidents.fileTitle", { code: incident.code })}
        lead={t("incidents.ofPerson", { name: incident.candidateName, date: dates.date(incident.sessionStartsAt, "long") })}
      />
      <p className="quiet">{t("incidents.fileLead")}</p>
      <IncidentFileBody incident={incident} />
      <IncidentOffice key={incident.state} file={file} />
      <Calls file={file} />
    </div>
  );
}
