import { hasWords } from "#shared/kernel/has-words.ts";
import type { BodyStatus } from "#shared/domain/referrals/body-status.ts";
import type { ReferredView } from "#shared/protocol/referrals.ts";

export const filters = ["ALL", "WAITING", "BOOKED", "DONE", "WITHDRAWN"] as const;
export type Filter = (typeof filters)[number];

const statuses: Readonly<Record<Exclude<Filter, "ALL">, readonly BodyStatus[]>> = {
  WAITING: ["INVITED", "CHOOSING", "TO_RESCHEDULE"],
  BOOKED: ["BOOKED", "RESULT_AWAITED"],
  DONE: ["PASS", "FAIL", "NOT_COMPLETED"],
  WITHDRAWN: ["WITHDRAWN"],
};

export const isInFilter = ({ status }: ReferredView, filter: Filter): boolean =>
  filter === "ALL" || statuses[filter].includes(status);

/** Every word that is typed is somewhere in the person's line. */
export function matches(person: ReferredView, search: string): boolean {
  const { referred } = person.correction ?? {};
  const names = [person.givenName, person.familyName, referred?.givenName, referred?.familyName];
  return hasWords([...names, person.email, person.fileNumber].filter(Boolean).join(" "), search);
}
