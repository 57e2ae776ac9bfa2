import { dueAt, legalDays } from "../marking/deadlines.ts";
import type { RegistrationState } from "../referrals/registration-machine.ts";
import type { SittingState } from "../sitting/sitting-machine.ts";
import type { DeliveryMode } from "../scheduling/session-machine.ts";

/** «Votre parcours» as data: what is done, the one next thing, what comes. */

export const journeySteps = ["CONFIRM", "CONSENT", "BOOK", "TECH_CHECK", "DAY", "RESULT"] as const;
export type JourneyStep = (typeof journeySteps)[number];
/** Passed over: its moment has gone by, and nobody did it. */
export const stepStates = ["done", "skipped", "current", "next"] as const;
export type StepState = (typeof stepStates)[number];

const dayMs = 24 * 3_600_000;
/** A check of the equipment is good for a week: browsers and networks change. */
export const techCheckLifeMs = 7 * dayMs;

export interface JourneyFacts {
  readonly state: RegistrationState;
  readonly hasConsented: boolean;
  readonly mode: DeliveryMode | null;
  readonly startsAt: number | null;
  readonly sittingState: SittingState | null;
  readonly techCheckedAt: number | null;
  readonly isResultSent: boolean;
}

const ended: readonly SittingState[] = ["COMPLETED", "NOT_COMPLETED", "ABSENT"];

/** The steps of this person's way, in order: in person there is no equipment to check. */
export function stepsOf(facts: JourneyFacts): { readonly step: JourneyStep; readonly state: StepState; readonly dueAt: number | null }[] {
  const { startsAt } = facts;
  const isBooked = startsAt !== null;
  const hasSat = facts.sittingState !== null && ended.includes(facts.sittingState);
  const hasBegun = hasSat || (facts.sittingState !== null && facts.sittingState !== "SCHEDULED");
  const isChecked = startsAt !== null && facts.techCheckedAt !== null && facts.techCheckedAt > startsAt - techCheckLifeMs;
  const all: readonly { step: JourneyStep; isDone: boolean; isSkipped?: boolean; dueAt: number | null }[] = [
    { step: "CONFIRM", isDone: facts.state !== "PENDING_CONFIRMATION", dueAt: null },
    { step: "CONSENT", isDone: facts.hasConsented, dueAt: null },
    { step: "BOOK", isDone: isBooked || facts.state === "DONE", dueAt: null },
    ...(facts.mode === "IN_PERSON" ? [] : [{ step: "TECH_CHECK" as const, isDone: isChecked, isSkipped: !isChecked && hasBegun, dueAt: startsAt && startsAt - dayMs }]),
    { step: "DAY", isDone: hasSat, dueAt: startsAt },
    { step: "RESULT", isDone: facts.isResultSent, dueAt: startsAt && dueAt(new Date(startsAt), legalDays).getTime() },
  ];
  const current = all.findIndex(({ isDone, isSkipped = false }) => !isDone && !isSkipped);
  return all.map(({ step, isDone, isSkipped = false, dueAt: stepDueAt }, index) => ({
    step,
    dueAt: stepDueAt,
    state: isDone ? "done" : isSkipped ? "skipped" : index === current ? "current" : "next",
  }));
}
