import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Fetched } from "#client/net/refusal.tsx";
import { PageHeader } from "#client/ui/index.ts";
import { DataForm } from "./data-form.tsx";
import { CurrentJourney } from "./current-journey.tsx";
import { useJourney } from "./use-journey.ts";

/** Everything is filled in already: one reads, corrects at most, and confirms. */
export function DataPage(): ReactNode {
  const t = useT();
  const query = useJourney();
  return (
    <div className="stack-loose">
      <PageHeader
        title={t("journey.dataTitle")}
        lead={t("journey.dataLead")}
        backHref="/parcours"
        backLabel={t("journey.back")}
      />
      <Fetched query={query}>
        {({ journeys }) => (
          <CurrentJourney journeys={journeys}>
            {(journey) => <DataForm key={journey.registrationId} journey={journey} />}
          </CurrentJourney>
        )}
      </Fetched>
    </div>
  );
}
