import type { OpenAnswer } from "#shared/domain/reading/open-answers.ts";
import type { Tx } from "../../platform/db.ts";

/** Sole writer of OpenAnswer and OpenAnswerMark. */

export interface OpenAnswersOf {
  readonly sittingId: string;
  readonly formId: string;
  readonly open: readonly OpenAnswer[];
}

export const addOpenAnswers = (tx: Tx, given: readonly OpenAnswersOf[]) =>
  tx.openAnswer.createMany({
    data: given.flatMap(({ sittingId, formId, open }) =>
      open.map(({ itemId, answer, sample }) => ({ sittingId, formId, itemId, answer, sample })),
    ),
    skipDuplicates: true,
  });

interface AnswerMark {
  readonly formId: string;
  readonly itemId: string;
  readonly answer: string;
  readonly points: number;
  readonly raterId: string;
  readonly markedAt: Date;
}

/** The count is 0 when somebody else was faster: an answer is marked once. */
export const addOpenAnswerMark = (tx: Tx, mark: AnswerMark) =>
  tx.openAnswerMark.createMany({ data: [mark], skipDuplicates: true });

/** The count is 0 when it was corrected already: one row is superseded once. */
export const addAnswerCorrection = (
  tx: Tx,
  correction: AnswerMark & { readonly supersedesId: string; readonly supersededReason: string },
) => tx.openAnswerMark.createMany({ data: [correction], skipDuplicates: true });
