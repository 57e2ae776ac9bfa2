import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { forgetReadingCheck, lockResult } from "./store.ts";

/** What other features may ask of results, inside their own transaction. */

/** Answers that count have changed: the report is computed anew, unless it was sent, and a reading is looked at again. */
export async function answersChangedStep(
  uow: UnitOfWork,
  sittingId: string,
): Promise<Result<undefined, "RESULT_ALREADY_SENT">> {
  await lockResult(uow.tx, sittingId);
  const result = await uow.tx.result.findUnique({ where: { sittingId }, select: { sentAt: true, state: true } });
  if (result && (result.sentAt || result.state === "ANNULLED")) return err("RESULT_ALREADY_SENT");
  await forgetReadingCheck(uow.tx, sittingId);
  return ok(undefined);
}
