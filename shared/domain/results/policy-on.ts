interface Dated {
  readonly version: number;
  readonly effectiveFrom: Date;
}

/** The policy that was in force on the day: a later version never touches an exam that was sat before. */
export function policyInForce<P extends Dated>(policies: readonly P[], day: Date): P | undefined {
  const [policy] = policies
    .filter(({ effectiveFrom }) => effectiveFrom <= day)
    .toSorted((a, b) => b.effectiveFrom.getTime() - a.effectiveFrom.getTime() || b.version - a.version);
  return policy;
}

export function policyOn<P extends Dated>(policies: readonly P[], day: Date): P {
  const policy = policyInForce(policies, day);
  if (!policy)
    throw new Error(`No scoring policy was in force on ${day.toISOString()}: add a version to ScoringPolicy.`);
  return policy;
}
