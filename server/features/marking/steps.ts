import type { OpenAnswer } from "#shared/domain/reading/open-answers.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { addOpenAnswers } from "./open-answer-store.ts";

/** What other features may ask of marking, inside their own transaction. */

export const collectOpenAnswersStep = (
  uow: UnitOfWork,
  given: { readonly sittingId: string; readonly formId: string; readonly open: readonly OpenAnswer[] },
) => addOpenAnswers(uow.tx, given);
