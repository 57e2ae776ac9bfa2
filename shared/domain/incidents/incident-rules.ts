import type { IncidentState } from "./incident-machine.ts";

export const incidentCodes = [
  "TEC-1",
  "TEC-2",
  "ENV-1",
  "ENV-2",
  "AID-1",
  "AID-2",
  "AID-3",
  "IDN-1",
  "IDN-2",
  "SEC-1",
  "STF-1",
] as const;
export type IncidentCode = (typeof incidentCodes)[number];

export const incidentActs = [
  "PAUSED",
  "REMINDED",
  "CONTACTED",
  "ASKED_TO_REMOVE",
  "CONTINUED",
  "STOP_ACTIVITY",
  "SECOND_DOCUMENT",
  "SECURED",
  "APOLOGISED",
] as const;
export type IncidentAct = (typeof incidentActs)[number];

export const incidentEffects = ["NONE", "WARNING", "RESIT_ACTIVITY", "VOID_ACTIVITY", "VOID_EXAM"] as const;
export type IncidentEffect = (typeof incidentEffects)[number];

/** Below it an incident is a fact of the day: it never counts against the person and holds nothing up. */
export const countsFrom = 2;
export const twoPeopleFrom = 3;

export const counts = (severity: number): boolean => severity >= countsFrom;

export const isAnnulment = (effect: IncidentEffect): boolean => effect === "VOID_ACTIVITY" || effect === "VOID_EXAM";

/** What leaves the exam without a result, so that the person sits it again. */
export const leadsToAnotherSession = (effect: IncidentEffect): boolean => effect === "RESIT_ACTIVITY" || isAnnulment(effect);

/** Of all that was decided, the effect that stands; undefined while nothing does. */
export const standingEffect = (
  decisions: readonly { readonly isStanding: boolean; readonly effect: IncidentEffect }[],
): IncidentEffect | undefined => decisions.find(({ isStanding }) => isStanding)?.effect;

/** Two sign what is serious, what annuls, and what concerns somebody whose activity was stopped. */
export function signaturesNeeded(incident: { readonly severity: number; readonly isStopped: boolean }, effect: IncidentEffect): 1 | 2 {
  return incident.severity >= twoPeopleFrom || isAnnulment(effect) || incident.isStopped ? 2 : 1;
}

/** A stopped activity has no result: saying «no consequence» would leave the person without a way on. */
export const effectsOpen = (
  effects: readonly IncidentEffect[],
  incident: { readonly severity: number; readonly isStopped: boolean },
): IncidentEffect[] =>
  effects.filter(
    (effect) =>
      (counts(incident.severity) || effect === "NONE" || effect === "RESIT_ACTIVITY") &&
      (!incident.isStopped || leadsToAnotherSession(effect)),
  );

/** A decision that weighs on the person can be looked at again, and so can any after their activity was stopped. */
export const isReviewable = ({ isStopped }: { readonly isStopped: boolean }, effect: IncidentEffect): boolean =>
  isStopped || effect === "WARNING" || isAnnulment(effect);

/** While it does, nobody is told a result; marking goes on. */
export const holdsResult = (incident: { readonly severity: number; readonly state: IncidentState }): boolean =>
  counts(incident.severity) && incident.state !== "DECIDED";

/** Nothing is decided before the person has answered or their time is over. */
export function mayBeDecided(
  incident: { readonly severity: number; readonly state: IncidentState; readonly answerDueAt: Date | null },
  now: Date,
): boolean {
  if (!counts(incident.severity)) return incident.state === "OPEN";
  if (incident.state === "ANSWERED") return true;
  return incident.state === "FACTS_SENT" && incident.answerDueAt !== null && now > incident.answerDueAt;
}
