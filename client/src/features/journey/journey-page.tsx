import type { ReactNode } from "react";
import { isStillOpen } from "#shared/domain/accommodations/still-open.ts";
import type { JourneyView } from "#shared/protocol/journey.ts";
import { useT } from "#client/app/i18n.tsx";
import { Fetched } from "#client/net/refusal.tsx";
import { EmptyState, Link, PageHeader } from "#client/ui/index.ts";
import { ContactLine } from "./contact-line.tsx";
import styles from "./journey.module.css";
import { PracticeInvitation } from "./practice-invitation.tsx";
import { NextStep } from "./next-step.tsx";
import { JourneySteps } from "./journey-steps.tsx";
import { useJourney } from "./use-journey.ts";

/** «Votre parcours»: one next step, what is done, what comes, and the person to talk to. Nothing else competes. */
export function JourneyPage(): ReactNode {
  const t = useT();
  const query = useJourney();
  return (
    <Fetched query={query}>
      {({ journeys, serverNow }) => {
        const [current, ...earlier] = journeys;
        if (!current)
          return (
            <div className="stack-loose">
              <PageHeader title={t("journey.title")} />
              <EmptyState title={t("journey.none")}>{t("journey.noneText")}</EmptyState>
            </div>
          );
        return (
          <div className="stack-loose">
            <PageHeader
              title={t("journey.hello", { name: current.person.givenName })}
              lead={t("journey.referredBy", { body: current.bodyName })}
            />
            <NextStep journey={current} serverNow={serverNow} />
            <JourneySteps journey={current} />
            <PracticeInvitation journey={current} />
            {maySitOtherwise(current, serverNow) && (
              <p>
                <Link href={`/parcours/adaptation/${current.registrationId}`}>{t("journey.accommodations")}</Link>
              </p>
            )}
            <ContactLine name={current.contact?.name ?? null} minutes={current.contact?.helpMinutesToday ?? null} />
            <Earlier journeys={earlier} />
          </div>
        );
      }}
    </Fetched>
  );
}

/** A measure is asked for before the day; from then on the page would only refuse. */
function maySitOtherwise({ state, booking }: JourneyView, serverNow: string): boolean {
  const seat = booking && { sittingState: booking.sittingState, startsAtMs: Date.parse(booking.startsAt) };
  return isStillOpen({ registrationState: state, seat }, Date.parse(serverNow));
}

function Earlier({ journeys }: { readonly journeys: readonly JourneyView[] }): ReactNode {
  const t = useT();
  const sent = journeys.filter(({ isResultSent, booking }) => isResultSent && booking);
  if (sent.length === 0) return null;
  return (
    <section className="stack">
      <h2 className={styles.heading}>{t("journey.earlier")}</h2>
      <ul className={styles.plainList}>
        {sent.map(({ registrationId, bodyName, booking }) => (
          <li key={registrationId}>
            <Link href={`/resultat/${booking?.sittingId}`}>{`${bodyName} – ${t("journey.resultAction")}`}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
