import { defineMachine } from "../../kernel/machine.ts";

export const attestationStates = ["ISSUED", "REPLACED", "REVOKED"] as const;
export type AttestationState = (typeof attestationStates)[number];
export type AttestationEvent = "replace" | "revoke";

/** What was issued is never taken back in silence: whoever verifies it is told. */
export const attestationMachine = defineMachine<AttestationState, AttestationEvent>({
  ISSUED: { replace: "REPLACED", revoke: "REVOKED" },
  REPLACED: {},
  REVOKED: {},
});
