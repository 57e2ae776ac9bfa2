import { defineMachine } from "../../kernel/machine.ts";

/** A form while it is written: submitted by those who wrote it, sent back with reasons or approved by somebody else. */
export const draftStates = ["WRITTEN", "IN_REVIEW", "APPROVED", "ABANDONED"] as const;
export type DraftState = (typeof draftStates)[number];
export type DraftEvent = "submitted" | "returned" | "approved" | "abandoned";

export const draftMachine = defineMachine<DraftState, DraftEvent>({
  WRITTEN: { submitted: "IN_REVIEW", abandoned: "ABANDONED" },
  IN_REVIEW: { returned: "WRITTEN", approved: "APPROVED" },
  APPROVED: {},
  ABANDONED: {},
});

export const formActs = ["STARTED", "SUBMITTED", "RETURNED", "APPROVED", "ABANDONED"] as const;
export type FormActKind = (typeof formActs)[number];

export const formStates = ["WRITTEN", "IN_REVIEW", "COMING", "IN_EFFECT", "RETIRED"] as const;
/** What an approved form is to whoever plans a session: not yet, now, or no more. */
export const stateOfForm = (
  form: { readonly effectiveFrom: Date; readonly isRetired: boolean },
  now: Date,
): "COMING" | "IN_EFFECT" | "RETIRED" =>
  form.isRetired ? "RETIRED" : form.effectiveFrom > now ? "COMING" : "IN_EFFECT";
