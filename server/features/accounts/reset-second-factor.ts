import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { Deps } from "../../platform/deps.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { findByEmail, resetTotp } from "./store.ts";

export interface FactorReset {
  /** Whose factor it is, and who of the directorate decides: addresses, in lower case. */
  readonly email: string;
  readonly by: string;
  readonly reason: string;
}

/**
 * Takes a lost second factor off an account and ends its sessions, on the decision of somebody else of the directorate.
 * Refused for an unknown address, for an account without a factor, for oneself, and without a reason.
 */
export const resetSecondFactor = (
  deps: Pick<Deps, "db" | "bus" | "clock">,
  { email, by, reason }: FactorReset,
): Promise<Result<null, "PERSON_UNKNOWN" | "NO_FACTOR" | "NO_DIRECTOR" | "OWN_FACTOR" | "NO_REASON">> =>
  commit(deps, async (uow) => {
    const person = await findByEmail(uow.tx, email);
    if (!person) return err("PERSON_UNKNOWN");
    if (!person.totpEnabled) return err("NO_FACTOR");
    const director = await findByEmail(uow.tx, by);
    if (!director?.roles.includes("DIRECTOR")) return err("NO_DIRECTOR");
    if (director.id === person.id) return err("OWN_FACTOR");
    if (reason.trim().length < 10) return err("NO_REASON");
    await resetTotp(uow.tx, person.id, uow.now);
    uow.audit({
      actorId: director.id,
      type: "account.totpReset",
      subjectType: "account",
      subjectId: person.id,
      data: { reason: reason.trim() },
    });
    return ok(null);
  });
