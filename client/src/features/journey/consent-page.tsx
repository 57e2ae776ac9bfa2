import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Fetched } from "#client/net/refusal.tsx";
import { PageHeader } from "#client/ui/index.ts";
import { ConsentForm } from "./consent-form.tsx";
import { CurrentJourney } from "./current-journey.tsx";
import { useJourney } from "./use-journey.ts";

/** What, why, who, until when; each item has its own answer and none is given in advance. */
export function ConsentPage(): ReactNode {
  const t = useT();
  const query = useJourney();
  return (
    <div className="stack-loose">
      <PageHeader
        title={t("journey.consentPage")}
        lead={t("journey.consentLead")}
        backHref="/parcours"
        backLabel={t("journey.back")}
      />
      <Fetched query={query}>
        {({ journeys }) => (
          <CurrentJourney journeys={journeys}>
            {(journey) => <ConsentForm key={journey.registrationId} journey={journey} />}
          </CurrentJourney>
        )}
      </Fetched>
    </div>
  );
}
