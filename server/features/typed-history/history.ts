import { typedTimeline } from "#shared/domain/answers/typed-timeline.ts";
import { languageOf } from "#shared/domain/forms/language.ts";
import { isTerminal } from "#shared/domain/sitting/run-states.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { TypedHistoryView } from "#shared/protocol/typed-history.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { historyOfRun } from "../answers/queries.ts";
import { observationSelect, observationViews } from "../integrity/queries.ts";
import { contentOfForm } from "../reading/queries.ts";

/** Of the record, what happened around the writing: an hour before the first letter is another activity. */
const aroundMs = 60_000;

export interface History extends Omit<TypedHistoryView, "candidateName" | "timeZone" | "startedAt" | "events"> {
  readonly startMs: number;
  readonly endMs: number;
}

/** The history of the text that this sitting gave. Nobody looks over the shoulder of somebody who still writes. */
export async function historyOf(
  db: Db | Tx,
  sittingId: string,
): Promise<Result<History, "NOT_TYPED" | "RUN_NOT_ENDED">> {
  const run = await db.activityRun.findFirst({
    where: { sittingId, activity: "WRITING", sitting: { writingTool: "KEYBOARD" } },
    select: { id: true, state: true, startedAt: true, closedAt: true, sitting: { select: { formId: true } } },
  });
  if (!run) return err("NOT_TYPED");
  if (!isTerminal(run.state)) return err("RUN_NOT_ENDED");
  const { steps, aside } = typedTimeline(await historyOfRun(db, run.id));
  const [first] = steps;
  const last = steps.at(-1);
  if (!first || !last) return err("NOT_TYPED");
  const startMs = Math.min(run.startedAt?.getTime() ?? first.atMs, first.atMs);
  const endMs = Math.max(run.closedAt?.getTime() ?? last.atMs, last.atMs);
  return ok({
    startMs,
    endMs,
    language: languageOf(await contentOfForm(db, run.sitting.formId)),
    durationMs: endMs - startMs,
    aside,
    steps: steps.map((step) => ({ ...step, atMs: Math.round(step.atMs - startMs) })),
  });
}

/** The facts of the record between the beginning and the end, in their own neutral words. */
export async function eventsAround(
  db: Db | Tx,
  sittingId: string,
  { startMs, endMs }: History,
): Promise<TypedHistoryView["events"]> {
  const rows = await db.observation.findMany({
    where: { sittingId, createdAt: { gte: new Date(startMs - aroundMs), lte: new Date(endMs + aroundMs) } },
    select: observationSelect,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return (await observationViews(db, rows))
    // What was told after the end has its moment by a page's word only: it is read in the record.
    .filter(({ activity, noticedAt }) => noticedAt === null && (activity === null || activity === "WRITING"))
    .map((observation) => ({
      atMs: Math.min(endMs - startMs, Math.max(0, Date.parse(observation.at) - startMs)),
      observation,
    }));
}
