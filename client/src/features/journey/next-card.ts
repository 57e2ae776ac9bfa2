import { techCheckLifeMs } from "#shared/domain/journey/journey-steps.ts";
import type { JourneyView } from "#shared/protocol/journey.ts";
import type { T } from "#client/app/i18n.tsx";
import type { Dates } from "#client/app/use-dates.ts";

/** What the next step says. */
export interface NextCard {
  readonly title: string;
  readonly aside?: string;
  readonly lines: readonly string[];
  readonly action?: { readonly href: string; readonly label: string };
}

interface Around {
  readonly t: T;
  readonly dates: Pick<Dates, "date" | "dateTime">;
  /** Days of the law are the Office's. */
  readonly atOffice: Pick<Dates, "date">;
  readonly isDayOpen: boolean;
  readonly serverNow: string;
}

const minutes = { CONFIRM: 2, CONSENT: 4, BOOK: 3, TECH_CHECK: 8 } as const;
/** The page of the day opens in the morning; the waiting room itself an hour before. */
const dayOpensMs = 12 * 3_600_000;

/** Once somebody has come, their page stays open; before that, from the morning on, or at once in a demonstration. */
export function isDayOpen({ booking }: JourneyView, serverNow: string, isDemonstration: boolean): boolean {
  if (!booking || ["COMPLETED", "NOT_COMPLETED", "ABSENT"].includes(booking.sittingState)) return false;
  if (booking.sittingState !== "SCHEDULED" || isDemonstration) return true;
  return Date.parse(serverNow) >= Date.parse(booking.startsAt) - dayOpensMs;
}

export function nextCard(journey: JourneyView, around: Around): NextCard {
  const { t, dates, atOffice } = around;
  const current = journey.steps.find(({ state }) => state === "current");
  // A deadline that has passed helps nobody: the step is simply the next one.
  const isAhead = current?.dueAt ? Date.parse(current.dueAt) > Date.parse(around.serverNow) : false;
  const { date } = current?.step === "RESULT" ? atOffice : dates;
  const due = current?.dueAt && isAhead ? date(current.dueAt, "long") : null;
  switch (current?.step) {
    case "CONFIRM":
      return {
        title: t("journey.confirmTitle"),
        aside: t("journey.takes", { count: minutes.CONFIRM }),
        lines: [t("journey.confirmText")],
        action: { href: "/parcours/renseignements", label: t("journey.confirmAction") },
      };
    case "CONSENT":
      return {
        title: t("journey.consentTitle"),
        aside: t("journey.takes", { count: minutes.CONSENT }),
        lines: [t("journey.consentText")],
        action: { href: "/parcours/consentement", label: t("journey.consentAction") },
      };
    case "BOOK":
      return {
        title: t(journey.mustMoveInPerson ? "journey.moveTitle" : "journey.bookTitle"),
        aside: t("journey.takes", { count: minutes.BOOK }),
        lines: [t(journey.mustMoveInPerson ? "journey.moveText" : "journey.bookText")],
        action: { href: "/parcours/seance", label: t("journey.bookAction") },
      };
    case "TECH_CHECK":
      return techCheckCard(journey, around, due);
    case "DAY":
      return dayCard(journey, around);
    case "RESULT":
      return {
        title: t("journey.resultWaitTitle"),
        ...(due ? { aside: t("journey.resultBy", { date: due }) } : {}),
        lines: [t("journey.resultWaitText")],
      };
    case undefined:
      return {
        title: t("journey.resultTitle"),
        lines: [t("journey.resultText")],
        ...(journey.booking
          ? { action: { href: `/resultat/${journey.booking.sittingId}`, label: t("journey.resultAction") } }
          : {}),
      };
  }
}

function techCheckCard(
  { registrationId, booking, techCheck }: JourneyView,
  { t, dates, serverNow }: Around,
  due: string | null,
): NextCard {
  const countsFrom = booking ? Date.parse(booking.startsAt) - techCheckLifeMs : 0;
  const isEarly = Date.parse(serverNow) < countsFrom;
  const length = t("journey.takes", { count: minutes.TECH_CHECK });
  return {
    title: t("journey.checkEquipment"),
    aside: due ? `${length} · ${t("journey.dueBefore", { date: due })}` : length,
    lines: [
      t("journey.checkText"),
      t("journey.checkOptional"),
      ...(techCheck && !techCheck.isPassed ? [t("journey.checkAgain")] : []),
      ...(isEarly ? [t("journey.checkEarly", { date: dates.date(countsFrom, "long") })] : []),
    ],
    action: { href: `/verification/${registrationId}`, label: t("journey.startCheck") },
  };
}

function dayCard({ booking }: JourneyView, { t, isDayOpen: isOpen }: Around): NextCard {
  if (!booking) return { title: t("journey.examDay"), lines: [] };
  if (booking.deliveryMode === "IN_PERSON")
    return { title: t("journey.dayInPersonTitle"), lines: [t("journey.dayInPersonText", { place: booking.place })] };
  if (!isOpen) return { title: t("journey.waitTitle"), lines: [t("journey.waitText")] };
  // Nobody who has begun is asked to settle down.
  const isUnderWay = ["IN_PROGRESS", "INTERRUPTED"].includes(booking.sittingState);
  return {
    title: t(isUnderWay ? "journey.dayUnderWayTitle" : "journey.dayTitle"),
    lines: [t(isUnderWay ? "journey.dayUnderWayText" : "journey.dayText")],
    action: { href: `/seance/${booking.sittingId}`, label: t("journey.dayAction") },
  };
}
