import type { UnitId } from "#shared/domain/marking/units.ts";
import type { ClientMessageKey } from "#shared/i18n/translator.ts";

/** What a mark is called in a list: activity and competency. */
export const unitNames = {
  "writing.EE": "confirmation.unit_writing_EE",
  "discussion.CO": "confirmation.unit_discussion_CO",
  "discussion.EO": "confirmation.unit_discussion_EO",
  "interview.CO": "confirmation.unit_interview_CO",
  "interview.EO": "confirmation.unit_interview_EO",
} as const satisfies { readonly [unit in UnitId]: ClientMessageKey };

/** They stay on one line. */
export const asBands = (bands: readonly number[]): string => bands.join("\u00a0·\u00a0");
