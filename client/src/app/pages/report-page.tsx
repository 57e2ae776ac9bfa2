import type { ReactNode } from "react";
import { EntryList } from "#client/features/integrity/observation-entry.tsx";
import { SessionReportPage } from "#client/features/session-log/report-page.tsx";

/** The report of a session, with lines of the record as the record shows them. */
export function ReportPage(): ReactNode {
  return <SessionReportPage renderEntries={(entries, timeZone) => <EntryList entries={entries} timeZone={timeZone} />} />;
}
