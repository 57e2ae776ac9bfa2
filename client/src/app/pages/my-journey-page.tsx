import type { ReactNode } from "react";
import { MyIncidentNotices } from "#client/features/integrity/my-incident-notices.tsx";
import { JourneyPage } from "#client/features/journey/journey-page.tsx";

/** «Votre parcours», under whatever of an incident waits for the person. */
export function MyJourneyPage(): ReactNode {
  return (
    <div className="stack-loose">
      <MyIncidentNotices />
      <JourneyPage />
    </div>
  );
}
