import { expect, test } from "vitest";
import { consentVersion, type ConsentItem } from "#shared/domain/privacy/consent-items.ts";
import { answersToSend, earlierAnswer } from "./consent-answers.ts";

const recordedAt = "2026-11-22T14:00:00.000Z";
const given = (item: ConsentItem, isGranted: boolean, before = 0) => ({ item, version: consentVersion[item] - before, isGranted, recordedAt });
const sent = (consents: ReturnType<typeof given>[], answers: Parameters<typeof answersToSend>[1]) =>
  new Map(answersToSend({ isFilmOffered: false, consents }, answers).map(({ item, ...answer }) => [item, answer]));

test("[CNS-2] saving the page again accepts nothing that was added to words that were answered before", () => {
  const consents = [given("ORAL_RECORDING", true, 1), given("SURVEY", true)];
  expect(earlierAnswer(consents, "ORAL_RECORDING")).toMatchObject({ recordedAt });
  expect(earlierAnswer(consents, "SURVEY")).toBeUndefined();
  const again = sent(consents, { ORAL_RECORDING: true, SURVEY: false });
  expect(again.has("ORAL_RECORDING")).toBe(false);
  expect(again.get("SURVEY")).toEqual({ version: consentVersion.SURVEY, isGranted: false });
});

test("[CNS-2] another answer than the former one is given to the words of today", () => {
  const { version } = given("ORAL_RECORDING", false);
  expect(sent([given("ORAL_RECORDING", true, 1)], { ORAL_RECORDING: false }).get("ORAL_RECORDING")).toEqual({ version, isGranted: false });
  expect(sent([given("ORAL_RECORDING", false, 1)], { ORAL_RECORDING: true }).get("ORAL_RECORDING")).toEqual({ version, isGranted: true });
  expect(sent([], {}).get("ORAL_RECORDING")).toEqual({ version, isGranted: false });
});
