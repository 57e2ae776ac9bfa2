import { answerValue, type KeyedAnswer } from "#shared/domain/answers/answer-value.ts";
import { formContent, formKeys, itemsFor, type FormContent, type FormKeys, type ReadingItem } from "#shared/domain/forms/form-content.ts";
import { openAnswersOf, withOpenAnswers } from "#shared/domain/reading/open-answers.ts";
import { scoreReading } from "#shared/domain/reading/score-answer.ts";
import type { ScoringFacts } from "#shared/domain/results/scoring-facts.ts";
import { scoringPolicy } from "#shared/scoring/policy.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { voidedItemIds } from "../items/queries.ts";
import { openAnswerPoints, standingMarks } from "../marking/queries.ts";
import { requestedReview } from "./queries.ts";

/** Everything that a report is computed from, read in one place. The writing tool and the mode are not even selected. */
export async function scoringFacts(
  db: Db | Tx,
  sittingId: string,
  isReadingChecked: boolean,
): Promise<ScoringFacts & { readonly policyVersion: number }> {
  const sitting = await db.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: {
      state: true,
      session: { select: { startsAt: true } },
      runs: { select: { activity: true, state: true } },
    },
  });
  const policy = await policyInForce(db, sitting.session.startsAt);
  const reading = await sealedReading(db, sittingId);
  return {
    sittingState: sitting.state,
    runs: sitting.runs,
    policy: scoringPolicy.parse(policy.policy),
    policyVersion: policy.version,
    reading: {
      items: reading ? await pointsOf(db, reading) : [],
      isHumanChecked: isReadingChecked,
    },
    marks: await standingMarks(db, sittingId),
    review: await reviewFacts(db, sittingId),
  };
}

async function reviewFacts(db: Db | Tx, sittingId: string): Promise<ScoringFacts["review"]> {
  const request = await requestedReview(db, sittingId);
  if (!request) return undefined;
  return { competencies: request.competencies, marks: await standingMarks(db, sittingId, "REVIEW") };
}

/**
 * The points of a sealed reading: keys, what people gave to open answers, and which items are void. None at all while an
 * open answer waits, so that nothing is decided before it is marked.
 */
async function pointsOf(db: Db | Tx, { formId, items, keys, answers }: SealedReading) {
  const scored = scoreReading(items, keys, answers);
  const open = openAnswersOf(items, keys, answers, scored);
  const marks = open.length === 0 ? new Map<string, number>() : await openAnswerPoints(db, formId);
  const voided = await voidedItemIds(db, formId);
  return (withOpenAnswers(scored, open, marks) ?? []).map((item) => ({ ...item, isVoid: voided.has(item.id) }));
}

/** The policy that was in force on the day: a later version never touches an exam that was sat before. */
async function policyInForce(db: Db | Tx, at: Date) {
  const policy = await db.scoringPolicy.findFirst({
    where: { effectiveFrom: { lte: at } },
    orderBy: [{ effectiveFrom: "desc" }, { version: "desc" }],
    select: { version: true, policy: true },
  });
  if (!policy)
    throw new Error(`No scoring policy was in force on ${at.toISOString()}: add a version to ScoringPolicy.`);
  return policy;
}

export interface SealedReading {
  readonly formId: string;
  readonly items: readonly ReadingItem[];
  readonly keys: FormKeys;
  readonly answers: readonly KeyedAnswer[];
}

/** The reading of a sitting once it is complete: on paper, that is when it has been keyed in and sealed. */
export async function sealedReading(db: Db | Tx, sittingId: string): Promise<SealedReading | null> {
  const run = await db.activityRun.findFirst({
    where: { sittingId, activity: "READING", state: "COMPLETED", seal: { isNot: null } },
    select: {
      answers: { select: { key: true, value: true } },
      sitting: { select: { documentId: true, formId: true } },
    },
  });
  if (!run) return null;
  const { content, keys } = await formOf(db, run.sitting.formId);
  return {
    formId: run.sitting.formId,
    items: itemsFor(content, run.sitting.documentId),
    keys,
    answers: run.answers.map(({ key, value }) => ({ key, value: answerValue.parse(value) })),
  };
}

const readForms = new Map<string, { readonly content: FormContent; readonly keys: FormKeys }>();

/** A form never changes, the database sees to it: it is read and parsed once. */
async function formOf(db: Db | Tx, formId: string): Promise<{ readonly content: FormContent; readonly keys: FormKeys }> {
  const known = readForms.get(formId);
  if (known) return known;
  const { content, keys } = await db.form.findUniqueOrThrow({ where: { id: formId }, select: { content: true, keys: true } });
  const form = { content: formContent.parse(content), keys: formKeys.parse(keys) };
  readForms.set(formId, form);
  return form;
}
