import { consentItems, consentVersion, type Answers, type ConsentItem } from "#shared/domain/privacy/consent-items.ts";
import type { JourneyView } from "#shared/protocol/journey.ts";

/** What the consent page asks, and what of it is sent. */

type Given = JourneyView["consents"][number];

/** Being filmed is asked only where it is done; whoever agreed once can always take it back. */
export const isAskedAbout = (item: ConsentItem, { isFilmOffered, consents }: Pick<JourneyView, "isFilmOffered" | "consents">): boolean =>
  item !== "ORAL_VIDEO" || isFilmOffered || consents.some((given) => given.item === item && given.isGranted);

/** The answer to an item whose words on the page are newer than those that the person answered. */
export const earlierAnswer = (consents: readonly Given[], item: ConsentItem): Given | undefined =>
  consents.find((given) => given.item === item && given.version < consentVersion[item]);

/** An answer to a former wording that stays as it was is left alone: saving the rest accepts nothing that was added since. */
export const answersToSend = (journey: Pick<JourneyView, "isFilmOffered" | "consents">, answers: Answers) =>
  consentItems
    .filter((item) => isAskedAbout(item, journey) && earlierAnswer(journey.consents, item)?.isGranted !== (answers[item] ?? false))
    .map((item) => ({ item, version: consentVersion[item], isGranted: answers[item] ?? false }));
