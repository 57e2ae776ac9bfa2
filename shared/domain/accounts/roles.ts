/** The roles of the glossary. A member of staff may hold several. */
export const roles = ["CANDIDATE", "CLERK", "ADVISER", "RATER", "SUPPORT", "DIRECTOR", "COMMITTEE"] as const;
export type Role = (typeof roles)[number];

/** Those that read results, marks and texts under people’s names: whoever holds one judges nothing that is judged blind. */
export const resultRoles: readonly Role[] = ["DIRECTOR"];
export const readsResults = (held: readonly Role[]): boolean => held.some((role) => resultRoles.includes(role));
