import { formContent } from "#shared/domain/forms/form-content.ts";
import { textKey } from "#shared/domain/answers/answer-value.ts";
import { isAnchored, joinedText, type Annotation } from "#shared/domain/marking/annotations.ts";
import { blindParagraphs } from "#shared/domain/marking/blind-text.ts";
import { isSittingOver } from "#shared/domain/results/scoring-facts.ts";
import type { BlindScriptView } from "#shared/protocol/marking.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { isTextUndecided } from "../late-answers/queries.ts";

/** Is there a text to mark? The sitting is over, the writing was completed, and its seal is on it. */
export async function isTextReady(db: Db | Tx, sittingId: string): Promise<boolean> {
  const sitting = await db.sitting.findUnique({
    where: { id: sittingId },
    select: {
      state: true,
      runs: { where: { activity: "WRITING" }, select: { state: true, seal: { select: { runId: true } } } },
    },
  });
  const [writing] = sitting?.runs ?? [];
  const isSealed =
    sitting !== null && isSittingOver(sitting.state) && writing?.state === "COMPLETED" && writing.seal !== null;
  // Nobody marks a text while it is not decided which text it is.
  return isSealed && !(await isTextUndecided(db, sittingId));
}

type Script = Omit<BlindScriptView, "blindCode" | "unit" | "dueAt" | "draft" | "referral">;

/**
 * The blind copy of a text with what its writer had to do. A text is an answer of its run, sealed like any other, whether
 * the person typed it or staff transcribed it: nothing here could tell which.
 */
export async function blindScript(db: Db | Tx, sittingId: string): Promise<Script> {
  const sitting = await db.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: {
      form: { select: { content: true } },
      runs: {
        where: { activity: "WRITING" },
        select: { answers: { where: { key: textKey }, select: { value: true } } },
      },
    },
  });
  const { situation, documents, writing } = formContent.parse(sitting.form.content);
  const text = sitting.runs[0]?.answers[0]?.value;
  const paragraphs = blindParagraphs(typeof text === "string" ? text : "");
  return {
    task: writing.task,
    recipient: writing.recipient,
    minWords: writing.minWords,
    maxWords: writing.maxWords,
    situation,
    documents,
    paragraphs,
    wordCount: wordsOf(paragraphs),
  };
}

/** True when each remark lies on the very words that it quotes. */
export async function areAnchored(tx: Tx, sittingId: string, annotations: readonly Annotation[]): Promise<boolean> {
  if (annotations.length === 0) return true;
  const text = joinedText((await blindScript(tx, sittingId)).paragraphs);
  return annotations.every((annotation) => isAnchored(text, annotation));
}

/** Words as a person counts them: what holds a letter or a figure, between spaces or apostrophes. */
const wordsOf = (paragraphs: readonly string[]): number =>
  paragraphs
    .join(" ")
    .split(/[\s’]+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
