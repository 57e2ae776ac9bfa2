import { textUnit } from "#shared/domain/marking/units.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { lockSitting } from "./store.ts";
import { takeBack, takeFrom } from "./take-back.ts";
import { addOpenAnswers, type OpenAnswersOf } from "./open-answer-store.ts";

/** What other features may ask of marking, inside their own transaction. */

export const collectOpenAnswersStep = (uow: UnitOfWork, given: readonly OpenAnswersOf[]) =>
  addOpenAnswers(uow.tx, given);

/**
 * The text of a sitting is about to change: nobody goes on with the former one. Whoever had it is not asked again, since
 * they have read another text. Once somebody has marked it, its round goes on with the text that it began with.
 */
export async function takeTextBackStep(
  uow: UnitOfWork,
  sittingId: string,
): Promise<Result<{ readonly isMarked: boolean }, "STATE_CHANGED">> {
  await lockSitting(uow.tx, sittingId);
  const place = { sittingId, unit: textUnit };
  if ((await uow.tx.mark.count({ where: place })) > 0) return ok({ isMarked: true });
  const taken = await takeBack(uow, place);
  return taken.ok ? ok({ isMarked: false }) : err("STATE_CHANGED");
}

/** Somebody has just read under its person’s name what they may have to mark: it goes to somebody else. */
export const takeTextFromStep = (uow: UnitOfWork, sittingId: string, raterId: string): Promise<void> =>
  takeFrom(uow, { sittingId, unit: textUnit, raterId });
