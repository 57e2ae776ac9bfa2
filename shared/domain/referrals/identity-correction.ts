/** Who a person is said to be; the birth date is `YYYY-MM-DD`. */
export interface Identity {
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: string;
}

export const identityFields = ["givenName", "familyName", "birthDate"] as const;

/** What the order wrote, what the person says instead, and in which fields they differ. */
export interface IdentityCorrection {
  readonly fields: (keyof Identity)[];
  readonly referred: Identity;
  readonly confirmed: Identity;
}

/** Null where the person is as the order referred them. */
export function identityCorrection(referred: Identity, confirmed: Identity): IdentityCorrection | null {
  const fields = identityFields.filter((field) => referred[field] !== confirmed[field]);
  return fields.length === 0 ? null : { fields, referred, confirmed };
}

/** Another family name or birth date makes somebody else: a person looks twice, or the order says who they are. */
export const isAnotherPerson = ({ fields }: IdentityCorrection): boolean =>
  fields.includes("familyName") || fields.includes("birthDate");
