import type { ReactNode } from "react";
import type { JourneyStep } from "#shared/domain/journey/journey-steps.ts";
import type { JourneyView } from "#shared/protocol/journey.ts";
import { useT } from "#client/app/i18n.tsx";
import { Card, Disclosure, LinkButton, ProgressSteps, type Step } from "#client/ui/index.ts";
import styles from "./journey.module.css";
import { SessionTime } from "./session-time.tsx";

/** What is done folds; the session stays in sight, because it is what people come back to read. */
export function JourneySteps({ journey }: { readonly journey: JourneyView }): ReactNode {
  const t = useT();
  const labels = { done: t("common.stepDone"), skipped: t("common.stepSkipped"), current: t("common.stepCurrent"), next: t("common.stepNext") };
  const behind = journey.steps.filter(({ state }) => state === "done" || state === "skipped");
  const ahead = journey.steps.filter(({ state }) => state === "current" || state === "next");
  const skipped = behind.filter(({ state }) => state === "skipped").length;
  const done = t("journey.doneSteps", { count: behind.length - skipped });
  const summary = skipped === 0 ? done : t("journey.skippedSteps", { done, count: skipped });
  const stepOf = ({ step, state }: JourneyView["steps"][number]): Step => {
    const href = state === "done" ? reviewOf(step, journey) : undefined;
    const detail = state === "skipped" ? t("journey.stepSkipped") : undefined;
    return { id: step, state, label: t(`journey.step${step}`), ...(href ? { href } : {}), ...(detail ? { detail } : {}) };
  };
  return (
    <>
      {journey.booking && <Seat journey={journey} booking={journey.booking} />}
      {journey.booking && journey.booking.sittingState !== "SCHEDULED" && <RecordCard sittingId={journey.booking.sittingId} />}
      <section className="stack">
        <h2 className={styles.heading}>{t("journey.steps")}</h2>
        {behind.length > 0 && (
          <Disclosure summary={summary}>
            <ProgressSteps label={summary} stateLabels={labels} steps={behind.map(stepOf)} />
          </Disclosure>
        )}
        {ahead.length > 0 && (
          <ProgressSteps label={t("journey.toCome")} stateLabels={labels} steps={ahead.map(stepOf)} />
        )}
      </section>
    </>
  );
}

/** Where a done step can be read again, as long as it can be. */
function reviewOf(step: JourneyStep, { booking, isResultSent }: JourneyView): string | undefined {
  const isBeforeTheDay = !booking || booking.sittingState === "SCHEDULED";
  switch (step) {
    case "CONFIRM":
      return isBeforeTheDay ? "/parcours/renseignements" : undefined;
    case "CONSENT":
      return "/parcours/consentement";
    case "BOOK":
      return isBeforeTheDay ? "/parcours/seance" : undefined;
    case "TECH_CHECK":
    case "DAY":
      return undefined;
    case "RESULT":
      return isResultSent && booking ? `/resultat/${booking.sittingId}` : undefined;
  }
}

type Booking = NonNullable<JourneyView["booking"]>;

function Seat({ journey, booking }: { readonly journey: JourneyView; readonly booking: Booking }): ReactNode {
  const t = useT();
  return (
    <section className={styles.seat}>
      <h2 className={styles.heading}>{t("scheduling.yours")}</h2>
      <p className={styles.seatTime}>
        <SessionTime at={booking.startsAt} timeZone={booking.timeZone} ownZone={journey.person.timeZone} />
      </p>
      <p className="quiet">{seatWords(t, booking)}</p>
    </section>
  );
}

/** From the moment somebody has come: what the team sees and notes is theirs to read. */
function RecordCard({ sittingId }: { readonly sittingId: string }): ReactNode {
  const t = useT();
  return (
    <Card
      title={t("journey.recordTitle")}
      actions={<LinkButton href={`/seance/${sittingId}/journal`}>{t("common.readRecord")}</LinkButton>}
    >
      <p>{t("journey.recordText")}</p>
    </Card>
  );
}

/** «En ligne», «En présence, 125, rue Sherbrooke, à la main». */
export function seatWords(
  t: ReturnType<typeof useT>,
  booking: Pick<Booking, "deliveryMode" | "writingTool" | "place">,
): string {
  if (booking.deliveryMode === "ONLINE") return t("common.modeOnline");
  const tool = t(booking.writingTool === "KEYBOARD" ? "scheduling.keyboard" : "scheduling.handwritten");
  return [t("common.modeInPerson"), booking.place, tool.toLocaleLowerCase("fr-CA")].join(" · ");
}
