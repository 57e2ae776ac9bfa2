import type { RegistrationState } from "../referrals/registration-machine.ts";
import type { SittingState } from "../sitting/sitting-machine.ts";

export interface DayFacts {
  readonly registrationState: RegistrationState;
  /** The seat that the person holds, if they have one. */
  readonly seat: { readonly sittingState: SittingState; readonly startsAtMs: number } | null;
}

/** Everything is decided before the day: from its beginning nobody asks or decides any more, an adviser still gives time. */
export function isStillOpen({ registrationState, seat }: DayFacts, nowMs: number): boolean {
  if (registrationState === "DONE" || registrationState === "WITHDRAWN") return false;
  return seat === null || (seat.sittingState === "SCHEDULED" && nowMs < seat.startsAtMs);
}
