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

export const formStates = ["COMING", "IN_EFFECT", "REPLACED", "RETIRED"] as const;
export type FormState = (typeof formStates)[number];

interface ApprovedVersion {
  readonly code: string;
  readonly version: number;
  readonly effectiveFrom: Date;
  readonly isRetired: boolean;
}

/**
 * What an approved form is to whoever begins with it: not yet, now, or no more, because it was retired or because a newer
 * version of the case is in effect, which `replacedBy` names. The order is that in which sessions and practice choose.
 */
export function standingOfForm(
  form: ApprovedVersion,
  forms: readonly ApprovedVersion[],
  now: Date,
): { readonly state: FormState; readonly replacedBy: number | null } {
  if (form.isRetired) return { state: "RETIRED", replacedBy: null };
  if (form.effectiveFrom > now) return { state: "COMING", replacedBy: null };
  const [newest] = forms
    .filter(({ code, isRetired, effectiveFrom }) => code === form.code && !isRetired && effectiveFrom <= now)
    .toSorted((a, b) => b.effectiveFrom.getTime() - a.effectiveFrom.getTime() || b.version - a.version);
  return newest && newest.version !== form.version
    ? { state: "REPLACED", replacedBy: newest.version }
    : { state: "IN_EFFECT", replacedBy: null };
}
