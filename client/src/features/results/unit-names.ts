import type { ResultDetail } from "#shared/protocol/results.ts";

/** The five marked units and reading, in words. */
export const unitNames = {
  "writing.EE": "confirmation.unit_writing_EE",
  "discussion.CO": "confirmation.unit_discussion_CO",
  "discussion.EO": "confirmation.unit_discussion_EO",
  "interview.CO": "confirmation.unit_interview_CO",
  "interview.EO": "confirmation.unit_interview_EO",
  "reading.CE": "confirmation.unit_reading_CE",
} as const satisfies { readonly [unit in ResultDetail["needs"][number]["unit"]]: string };
