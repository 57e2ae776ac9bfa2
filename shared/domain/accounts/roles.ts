/** The roles of the glossary. A member of staff may hold several. */
export const roles = ["CANDIDATE", "CLERK", "ADVISER", "RATER", "SUPPORT", "DIRECTOR", "COMMITTEE"] as const;
export type Role = (typeof roles)[number];
