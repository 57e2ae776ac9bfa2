import { formContent, itemsFor, type FormContent } from "#shared/domain/forms/form-content.ts";
import type { AnswerableRun } from "#shared/domain/answers/accepted-answer.ts";
import { readableLengths } from "#shared/domain/reading/highlights.ts";
import { statesWithContent } from "#shared/domain/sitting/sitting-machine.ts";
import type { Activity, RunState } from "#shared/domain/sitting/run-machine.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { requireSeat, type SeatRefusal } from "../sitting/queries.ts";

/** Reads of exam content, for whoever may see it. */

// A published form never changes, so that what was parsed once stays true in every process.
const parsedForms = new Map<string, FormContent>();

export async function contentOfForm(db: Db | Tx, formId: string): Promise<FormContent> {
  const known = parsedForms.get(formId);
  if (known) return known;
  const form = await db.form.findUniqueOrThrow({ where: { id: formId }, select: { content: true } });
  const content = formContent.parse(form.content);
  parsedForms.set(formId, content);
  return content;
}

/** What this person may answer in an activity: asked anew at each save, from a form that is parsed once. */
export async function answerableRun(
  db: Db | Tx,
  activity: Activity,
  { formId, documentId }: { readonly formId: string; readonly documentId: string },
): Promise<AnswerableRun> {
  if (activity === "DISCUSSION" || activity === "INTERVIEW") return { activity, items: [], readable: new Map() };
  const content = await contentOfForm(db, formId);
  const items = activity === "READING" ? itemsFor(content, documentId) : [];
  return { activity, items, readable: readableLengths(content, documentId) };
}

/** The items that this person answers. */
export async function itemsOfSitting(db: Db | Tx, sitting: { readonly formId: string; readonly documentId: string }) {
  return itemsFor(await contentOfForm(db, sitting.formId), sitting.documentId);
}

export interface OpenContent {
  readonly content: FormContent;
  readonly document: FormContent["documents"][number];
  readonly documentId: string;
  readonly runState: RunState;
}

/**
 * What a candidate may read in one activity: nothing before a person has confirmed the identity, nothing before the
 * activity opens, nothing once the sitting is over, and nothing outside the seat that the person holds.
 */
export async function openContent(
  db: Db | Tx,
  actor: { readonly accountId: string; readonly authSessionId: string },
  sittingId: string,
  activity: Activity,
): Promise<Result<OpenContent, "NOT_FOUND" | "IDENTITY_NOT_CONFIRMED" | "RUN_NOT_OPEN" | SeatRefusal>> {
  const sitting = await db.sitting.findFirst({
    where: { id: sittingId, accountId: actor.accountId, booking: { isActive: true } },
    select: { state: true, formId: true, documentId: true, runs: { where: { activity }, select: { state: true } } },
  });
  const run = sitting?.runs[0];
  if (!sitting || !run) return err("NOT_FOUND");
  if (!statesWithContent.includes(sitting.state)) return err("IDENTITY_NOT_CONFIRMED");
  const seat = await requireSeat(db, actor.authSessionId, sittingId);
  if (!seat.ok) return seat;
  const isReadable = run.state === "OPEN" || run.state === "INTERRUPTED" || run.state === "COMPLETED";
  if (!isReadable || sitting.state === "COMPLETED") return err("RUN_NOT_OPEN");
  const content = await contentOfForm(db, sitting.formId);
  const document = content.documents.find(({ id }) => id === sitting.documentId);
  if (!document) throw new Error(`The form has no document ${sitting.documentId}.`);
  return ok({ content, document, documentId: sitting.documentId, runState: run.state });
}
