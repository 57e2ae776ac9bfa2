import type { ReactNode } from "react";
import type { JourneyView } from "#shared/protocol/journey.ts";
import { openSessions } from "#shared/protocol/scheduling.ts";
import { formatDate } from "#shared/i18n/dates.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { LinkButton, Notice, PageHeader } from "#client/ui/index.ts";
import { competencyNames } from "#client/ui/competency-names.ts";
import { CurrentJourney } from "./current-journey.tsx";
import { PresentSeat } from "./present-seat.tsx";
import { SessionChoice } from "./session-choice.tsx";
import { useJourney } from "./use-journey.ts";

/** Where and when. Both modes are shown alike; nothing is chosen in advance. */
export function SessionPage(): ReactNode {
  const t = useT();
  const query = useJourney();
  return (
    <div className="stack-loose">
      <PageHeader
        title={t("scheduling.chooseSession")}
        lead={t("scheduling.lead")}
        backHref="/parcours"
        backLabel={t("journey.back")}
      />
      <Fetched query={query}>
        {({ journeys }) => (
          <CurrentJourney journeys={journeys}>
            {(journey) => <Choice key={journey.registrationId} journey={journey} />}
          </CurrentJourney>
        )}
      </Fetched>
    </div>
  );
}

/** Whoever sits again chooses a day knowing until when what they passed counts. */
function Credits({ journey: { credits } }: { readonly journey: JourneyView }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  if (credits.length === 0) return null;
  return (
    <Notice role="note" title={t("scheduling.credits")}>
      <ul>
        {credits.map(({ competency, until }) => (
          <li key={competency}>
            {t("scheduling.creditUntil", { competency: t(competencyNames[competency]), date: formatDate(locale, `${until}T12:00:00Z`, "UTC", "long") })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Choice({ journey }: { readonly journey: JourneyView }): ReactNode {
  const t = useT();
  const { registrationId, booking } = journey;
  // Seats go: the list is asked again while somebody hesitates.
  const sessions = useRoute(openSessions, { params: { registrationId } }, { pollMs: 20_000 });
  const isReady =
    (journey.state === "VALIDATED" || journey.state === "BOOKED") &&
    journey.steps.some(({ step, state }) => step === "CONSENT" && state === "done");
  if (!isReady)
    return (
      <Notice actions={<LinkButton href="/parcours">{t("journey.back")}</LinkButton>} role="note">
        {t("scheduling.notYet")}
      </Notice>
    );
  if (booking && !booking.canChange) return <PresentSeat journey={journey} booking={booking} />;
  return (
    <>
      {booking && <PresentSeat journey={journey} booking={booking} />}
      <Credits journey={journey} />
      <Fetched query={sessions}>{(data) => <SessionChoice journey={journey} sessions={data.sessions} />}</Fetched>
    </>
  );
}
