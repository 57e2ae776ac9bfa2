import { defineMachine } from "../../kernel/machine.ts";

export const registrationStates = ["PENDING_CONFIRMATION", "VALIDATED", "BOOKED", "DONE", "WITHDRAWN"] as const;
export type RegistrationState = (typeof registrationStates)[number];
export type RegistrationEvent = "confirm" | "book" | "cancelBooking" | "complete" | "reopen" | "withdraw";

/**
 * «reopen»: the sitting led to nothing that counts (postponed, absent, lost to a technical cause, annulled), and the
 * person chooses another session, without a new referral.
 *
 * A referral by an order is a validated registration once the person has confirmed what is known.
 */
export const registrationMachine = defineMachine<RegistrationState, RegistrationEvent>({
  PENDING_CONFIRMATION: { confirm: "VALIDATED", withdraw: "WITHDRAWN" },
  VALIDATED: { book: "BOOKED", withdraw: "WITHDRAWN" },
  BOOKED: { cancelBooking: "VALIDATED", complete: "DONE", reopen: "VALIDATED", withdraw: "WITHDRAWN" },
  DONE: {},
  WITHDRAWN: {},
});
