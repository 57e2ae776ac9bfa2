import { expect, test } from "vitest";
import type { JourneyView } from "#shared/protocol/journey.ts";
import { createTranslator, type ClientMessageKey } from "#shared/i18n/translator.ts";
import { frForClient } from "#shared/i18n/fr/index.ts";
import { nextCard } from "./next-card.ts";

type SittingState = NonNullable<JourneyView["booking"]>["sittingState"];

const t = createTranslator<ClientMessageKey>("fr", frForClient);
const dates = { date: String, dateTime: String };
const around = { t, dates, atOffice: dates, isDayOpen: true, serverNow: "2026-03-14T18:00:00Z" };

function onTheDay(sittingState: SittingState): JourneyView {
  return {
    registrationId: "r",
    bodyName: "Ordre",
    profession: "Profession",
    state: "BOOKED",
    person: { givenName: "Amina", familyName: "Benali", email: "a@courriel.test", birthDate: "1991-04-17", phone: null, timeZone: "America/Toronto" },
    consents: [],
    isFilmOffered: false,
    booking: {
      bookingId: "b",
      sessionId: "s",
      sittingId: "one",
      sittingState,
      deliveryMode: "ONLINE",
      writingTool: "KEYBOARD",
      startsAt: "2026-03-14T17:30:00Z",
      timeZone: "America/Toronto",
      place: "Salle virtuelle",
      changeUntil: "2026-03-10T17:30:00Z",
      canChange: false,
    },
    techCheck: null,
    mustMoveInPerson: false,
    isResultSent: false,
    credits: [],
    steps: [{ step: "DAY", state: "current", dueAt: null }],
    contact: null,
  };
}

test("[FILE-5] whoever has begun their exam is told to go on, and only who has not to settle down", () => {
  const linesIn = (state: SittingState): readonly string[] => nextCard(onTheDay(state), around).lines;
  for (const state of ["SCHEDULED", "WAITING", "IDENTITY_CONFIRMED"] as const) expect(linesIn(state)).toEqual([t("journey.dayText")]);
  for (const state of ["IN_PROGRESS", "INTERRUPTED"] as const) expect(linesIn(state)).toEqual([t("journey.dayUnderWayText")]);
});
