import type { SittingState } from "../sitting/sitting-machine.ts";
import type { RegistrationState } from "./registration-machine.ts";

/** What an order may know of where a person is: never a mark, never the mode, never an incident. */
export const bodyStatuses = ["INVITED", "CHOOSING", "TO_RESCHEDULE", "BOOKED", "RESULT_AWAITED", "PASS", "FAIL", "NOT_COMPLETED", "WITHDRAWN"] as const;
export type BodyStatus = (typeof bodyStatuses)[number];

const ended: readonly SittingState[] = ["COMPLETED", "NOT_COMPLETED", "ABSENT"];

export function bodyStatus(facts: {
  readonly state: RegistrationState;
  readonly sittingState: SittingState | null;
  /** An earlier sitting led to nothing that counts; why is not the order's to know. */
  readonly isReleased: boolean;
  readonly outcome: "PASS" | "FAIL" | "NOT_COMPLETED" | null;
}): BodyStatus {
  // An exam that was not brought to its end is no end for the referral: what the person did since is what the order sees.
  if (facts.outcome && facts.outcome !== "NOT_COMPLETED") return facts.outcome;
  switch (facts.state) {
    case "PENDING_CONFIRMATION":
      return "INVITED";
    case "VALIDATED":
      if (facts.outcome) return facts.outcome;
      return facts.isReleased ? "TO_RESCHEDULE" : "CHOOSING";
    case "BOOKED":
      return facts.sittingState && ended.includes(facts.sittingState) ? "RESULT_AWAITED" : "BOOKED";
    case "DONE":
      return facts.outcome ?? "RESULT_AWAITED";
    case "WITHDRAWN":
      return "WITHDRAWN";
  }
}

/** Until somebody has come to their session, the order can take the referral back. */
export const canWithdraw = (status: BodyStatus, sittingState: SittingState | null): boolean =>
  ["INVITED", "CHOOSING", "TO_RESCHEDULE", "NOT_COMPLETED"].includes(status) ||
  (status === "BOOKED" && (sittingState ?? "SCHEDULED") === "SCHEDULED");
