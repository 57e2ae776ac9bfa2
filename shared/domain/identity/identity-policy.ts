/** How long things of the identity may take. Data with a version, as everything that decides on somebody's day. */
export interface IdentityPolicy {
  /** An order that is asked by a link has so long to answer. */
  readonly orderLinkMinutes: number;
}

export const identityPolicies = {
  1: { orderLinkMinutes: 120 },
} as const satisfies Readonly<Record<number, IdentityPolicy>>;

export const identityPolicy: IdentityPolicy = identityPolicies[1];
