import { defineMachine } from "../../kernel/machine.ts";

export const incidentStates = ["OPEN", "FACTS_SENT", "ANSWERED", "PROPOSED", "UNDER_REVIEW", "DECIDED"] as const;
export type IncidentState = (typeof incidentStates)[number];
export type IncidentEvent =
  | "settle"
  | "sendFacts"
  | "answer"
  | "propose"
  | "decide"
  | "suspend"
  | "refuseBeforeAnswer"
  | "refuseAfterAnswer"
  | "end";

/**
 * Opened by a person, put to the person concerned, answered or not in time, decided by people who did not observe it.
 * An annulment waits for its review to be over (`UNDER_REVIEW`); what does not weigh on anybody is settled at once.
 */
export const incidentMachine = defineMachine<IncidentState, IncidentEvent>({
  OPEN: { sendFacts: "FACTS_SENT", settle: "DECIDED" },
  FACTS_SENT: { answer: "ANSWERED", propose: "PROPOSED", decide: "DECIDED" },
  ANSWERED: { answer: "ANSWERED", propose: "PROPOSED", decide: "DECIDED" },
  PROPOSED: {
    decide: "DECIDED",
    suspend: "UNDER_REVIEW",
    refuseBeforeAnswer: "FACTS_SENT",
    refuseAfterAnswer: "ANSWERED",
  },
  UNDER_REVIEW: { end: "DECIDED" },
  DECIDED: {},
});

export const reviewStates = ["OPEN", "REQUESTED", "WAIVED", "EXPIRED", "UPHELD", "REVERSED"] as const;
export type ReviewState = (typeof reviewStates)[number];
export type ReviewEvent = "request" | "waive" | "expire" | "uphold" | "reverse";

/** Whoever asks is answered by a third person; whoever renounces, or lets the time pass, lets the decision stand. */
export const reviewMachine = defineMachine<ReviewState, ReviewEvent>({
  OPEN: { request: "REQUESTED", waive: "WAIVED", expire: "EXPIRED", reverse: "REVERSED" },
  REQUESTED: { uphold: "UPHELD", reverse: "REVERSED" },
  WAIVED: {},
  EXPIRED: {},
  UPHELD: {},
  REVERSED: {},
});
