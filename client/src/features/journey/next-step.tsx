import type { ReactNode } from "react";
import { publicConfig } from "#shared/protocol/accounts.ts";
import type { JourneyView } from "#shared/protocol/journey.ts";
import { useT } from "#client/app/i18n.tsx";
import { officeTimeZone } from "#shared/domain/marking/deadlines.ts";
import { useDates } from "#client/app/use-dates.ts";
import { useRoute } from "#client/net/query.ts";
import { Card, LinkButton } from "#client/ui/index.ts";
import { isDayOpen, nextCard, type NextCard } from "./next-card.ts";
import styles from "./journey.module.css";

/** The one thing to do now, with its length, its deadline, and one button. */
export function NextStep({
  journey,
  serverNow,
}: {
  readonly journey: JourneyView;
  readonly serverNow: string;
}): ReactNode {
  const t = useT();
  const dates = useDates(journey.person.timeZone);
  const atOffice = useDates(officeTimeZone);
  const isDemonstration = useRoute(publicConfig, {}).data?.isDemonstration ?? false;
  const isOpen = isDayOpen(journey, serverNow, isDemonstration);
  const card: NextCard = nextCard(journey, { t, dates, atOffice, isDayOpen: isOpen, serverNow });
  const { booking } = journey;
  const dayHref = isOpen && booking?.deliveryMode === "ONLINE" ? `/seance/${booking.sittingId}` : undefined;
  return (
    <section className="stack">
      <h2 className={styles.heading}>{t("journey.nextStep")}</h2>
      <Card
        look="accent"
        title={card.title}
        titleLevel={3}
        {...(card.aside ? { aside: <span className="quiet small">{card.aside}</span> } : {})}
        {...(card.action || dayHref
          ? {
              actions: (
                <>
                  {card.action && (
                    <LinkButton variant="primary" href={card.action.href}>
                      {card.action.label}
                    </LinkButton>
                  )}
                  {dayHref && card.action?.href !== dayHref && (
                    <LinkButton href={dayHref}>{t("journey.dayAction")}</LinkButton>
                  )}
                </>
              ),
            }
          : {})}
      >
        {card.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </Card>
    </section>
  );
}
