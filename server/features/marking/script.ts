import { formContent } from "#shared/domain/forms/form-content.ts";
import { languageOf } from "#shared/domain/forms/language.ts";
import { textKey } from "#shared/domain/answers/answer-value.ts";
import { isAnchored, joinedText, type Annotation } from "#shared/domain/marking/annotations.ts";
import { blindParagraphs } from "#shared/domain/marking/blind-text.ts";
import { isSittingOver } from "#shared/domain/results/scoring-facts.ts";
import type { BlindScriptView } from "#shared/protocol/marking.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { undecidedLate } from "../late-answers/queries.ts";
import { formerText } from "../results/queries.ts";
import type { MarkRound } from "./store.ts";

/** Of these sittings, those that have a text to mark, each with the beginning of its session: it is over, and its seal is on it. */
export async function readyTexts(db: Db | Tx, sittingIds: readonly string[]): Promise<Map<string, Date>> {
  const sittings = await db.sitting.findMany({
    where: {
      id: { in: [...sittingIds] },
      runs: { some: { activity: "WRITING", state: "COMPLETED", seal: { isNot: null } } },
    },
    select: { id: true, state: true, session: { select: { startsAt: true } } },
  });
  const sealed = sittings.filter(({ state }) => isSittingOver(state));
  if (sealed.length === 0) return new Map();
  // Nobody marks a text while it is not decided which text it is.
  const late = await undecidedLate(db, sealed.map(({ id }) => id));
  return new Map(
    sealed.flatMap(({ id, session }) => (late.get(id)?.includes("WRITING") ? [] : [[id, session.startsAt] as const])),
  );
}

type Script = Omit<BlindScriptView, "blindCode" | "unit" | "dueAt" | "grid" | "draft" | "referral">;

/**
 * The blind copy of a text with what its writer had to do. A text is an answer of its run, sealed like any other, whether
 * the person typed it or staff transcribed it: nothing here could tell which. Only a review is on words that were let in
 * after a first mark.
 */
export async function blindScript(
  db: Db | Tx,
  { sittingId, round }: { readonly sittingId: string; readonly round: MarkRound },
): Promise<Script> {
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
  const content = formContent.parse(sitting.form.content);
  const { situation, documents, writing } = content;
  const former = round === "REVIEW" ? null : await formerText(db, sittingId);
  const text = former ?? sitting.runs[0]?.answers[0]?.value;
  const paragraphs = blindParagraphs(typeof text === "string" ? text : "");
  return {
    language: languageOf(content),
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
export async function areAnchored(
  tx: Tx,
  task: { readonly sittingId: string; readonly round: MarkRound },
  annotations: readonly Annotation[],
): Promise<boolean> {
  if (annotations.length === 0) return true;
  const text = joinedText((await blindScript(tx, task)).paragraphs);
  return annotations.every((annotation) => isAnchored(text, annotation));
}

/** Words as a person counts them: what holds a letter or a figure, between spaces or apostrophes. */
const wordsOf = (paragraphs: readonly string[]): number =>
  paragraphs
    .join(" ")
    .split(/[\s’]+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
