/**
 * What happens when somebody is no longer heard or seen. Data with a version: a session is held under the version that
 * was in force when it was prepared. A disconnection is never a fault and never a submission; what these numbers decide
 * is when content is hidden, when a person is called, and what a person has to decide.
 */
export interface DisconnectionPolicy {
  /** The page says every so often that it is there. */
  readonly heartbeatSeconds: number;
  /** From this silence on, what the clock lost is given back. */
  readonly outageSeconds: number;
  /** From this silence on, people read «connexion instable», and time running out no longer closes anything. */
  readonly unstableSeconds: number;
  /** From this silence on, content is hidden and the clock stands still. */
  readonly lostSeconds: number;
  /** A whole screen that is no longer shared: at once. */
  readonly shareSeconds: number;
  /** A camera or a microphone that gives nothing any more. */
  readonly deviceSeconds: number;
  /** More than this in all, or so many cuts that stopped the clock: an adviser decides whether to resume or sit again. */
  readonly decisionSeconds: number;
  readonly decisionCuts: number;
  /** Out of a discussion for so long: the others go on with the person's facts on a sheet. */
  readonly relaySeconds: number;
  /** Until so long somebody is let back into the discussion; later a new discussion is held. */
  readonly readmissionSeconds: number;
  /** Outside an exam, nobody touches the page for so long: signed out, after a warning. */
  readonly idleSeconds: number;
  readonly idleWarningSeconds: number;
  /** Somebody at home who was not seen or heard for so long is looked at again: face and room. Absent: nobody is. */
  readonly recheckSeconds?: number;
}

const first = {
  heartbeatSeconds: 5,
  outageSeconds: 10,
  unstableSeconds: 15,
  lostSeconds: 60,
  shareSeconds: 0,
  deviceSeconds: 30,
  decisionSeconds: 10 * 60,
  decisionCuts: 3,
  relaySeconds: 2 * 60,
  readmissionSeconds: 5 * 60,
  idleSeconds: 30 * 60,
  idleWarningSeconds: 2 * 60,
} as const satisfies DisconnectionPolicy;

export const disconnectionPolicies = {
  1: first,
  2: { ...first, recheckSeconds: 60 },
} as const satisfies Readonly<Record<number, DisconnectionPolicy>>;

export const currentDisconnectionVersion = 2;

/** The rules of a session; a version that this program does not know is not guessed at. */
export function disconnectionPolicy(version: number): DisconnectionPolicy {
  const policies: Readonly<Partial<Record<number, DisconnectionPolicy>>> = disconnectionPolicies;
  const found = policies[version];
  if (!found) throw new Error(`There is no disconnection policy of version ${version}.`);
  return found;
}

/** The shortest delay of any version: whoever has been silent for less needs no look at the rules of their session. */
export const shortestSeconds = (delay: "outageSeconds" | "unstableSeconds" | "lostSeconds"): number =>
  Math.min(...Object.values(disconnectionPolicies).map((policy) => policy[delay]));

export interface CutFact {
  readonly cause: string;
  readonly seconds: number;
}

/** Whether somebody has been cut off so long or so often that a person decides how they go on. */
export function needsDecision(policy: DisconnectionPolicy, entries: readonly CutFact[]): boolean {
  const cuts = entries.filter(({ cause }) => cause === "OUTAGE" || cause === "DEVICE");
  const seconds = cuts.reduce((sum, cut) => sum + cut.seconds, 0);
  // A short silence stops no clock: it is no cut.
  const stops = cuts.filter((cut) => cut.cause === "DEVICE" || cut.seconds >= policy.lostSeconds);
  return seconds > policy.decisionSeconds || stops.length >= policy.decisionCuts;
}
