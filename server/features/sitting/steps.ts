import { canonicalJson } from "#shared/kernel/canonical-json.ts";
import { err, type Result } from "#shared/kernel/result.ts";
import { runMachine, type Activity, type RunEvent, type RunState } from "#shared/domain/sitting/run-machine.ts";
import { isTerminal } from "#shared/domain/sitting/run-states.ts";
import { sittingMachine, type SittingEvent, type SittingState } from "#shared/domain/sitting/sitting-machine.ts";
import { defaultDurations, endsAtMs } from "#shared/domain/sitting/time-ledger.ts";
import { formContent } from "#shared/domain/forms/form-content.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { sha256Hex } from "../../platform/hash.ts";
import type { Config } from "../../config.ts";
import { transition, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { addTimeEntry, createSeal, createSitting, moveRun, moveSitting, setRunEnd, type RunPatch } from "./store.ts";

/**
 * Steps: what other features may make happen to a sitting, inside their own unit of work, so that an identity check and
 * the state that it allows commit together. This feature stays the sole writer of its tables.
 */

type Refusal = "NOT_FOUND" | "NOT_ALLOWED_NOW" | "STATE_CHANGED";

interface RunFact {
  readonly id: string;
  readonly sittingId: string;
  readonly activity: Activity;
  readonly state: RunState;
  readonly baseSeconds: number;
  readonly startedAt: Date | null;
  readonly interruptedAt: Date | null;
  readonly timeEntries: readonly { readonly seconds: number }[];
}

const runFact = {
  id: true,
  sittingId: true,
  activity: true,
  state: true,
  baseSeconds: true,
  startedAt: true,
  interruptedAt: true,
  timeEntries: { select: { seconds: true } },
} as const;

/** Makes the sitting of a booking: the next partial document that nobody of the session holds, four pending runs. */
export async function createSittingStep(
  uow: UnitOfWork,
  config: Pick<Config, "durations">,
  booking: {
    bookingId: string;
    sessionId: string;
    registrationId: string;
    accountId: string;
    writingTool: "KEYBOARD" | "HANDWRITTEN";
  },
): Promise<{ id: string }> {
  const session = await uow.tx.session.findUniqueOrThrow({
    where: { id: booking.sessionId },
    select: { form: { select: { id: true, content: true } } },
  });
  const taken = await uow.tx.sitting.findMany({
    where: { sessionId: booking.sessionId, booking: { isActive: true } },
    select: { documentId: true },
  });
  const documents = formContent.parse(session.form.content).documents.map(({ id }) => id);
  const counts = new Map(documents.map((documentId) => [documentId, 0]));
  for (const { documentId } of taken) counts.set(documentId, (counts.get(documentId) ?? 0) + 1);
  const [documentId] = [...counts].toSorted((a, b) => a[1] - b[1])[0] ?? [];
  if (!documentId) throw new Error("A form has documents.");
  return createSitting(
    uow.tx,
    { ...booking, formId: session.form.id, documentId, createdAt: uow.now },
    config.durations ?? defaultDurations,
  );
}

export async function moveSittingStep(
  uow: UnitOfWork,
  sittingId: string,
  event: SittingEvent,
  actorId: string | null,
): Promise<Result<SittingState, Refusal>> {
  const sitting = await uow.tx.sitting.findUnique({
    where: { id: sittingId },
    select: { state: true, sessionId: true, accountId: true },
  });
  if (!sitting) return err("NOT_FOUND");
  uow.hint(topicOf.sitting(sittingId));
  uow.hint(topicOf.session(sitting.sessionId));
  uow.hint(topicOf.account(sitting.accountId));
  const moved = await transition(uow, {
    machine: sittingMachine,
    subjectType: "sitting",
    subjectId: sittingId,
    from: sitting.state,
    event,
    actorId,
    update: (from, to) => moveSitting(uow.tx, sittingId, from, to, event === "arrive" ? { arrivedAt: uow.now } : {}),
  });
  if (moved.ok && moved.value === "COMPLETED") uow.outbox("sitting.completed", { sittingId });
  if (moved.ok && moved.value === "NOT_COMPLETED") uow.outbox("sitting.completed", { sittingId });
  if (moved.ok && moved.value === "ABSENT") uow.outbox("sitting.completed", { sittingId });
  return moved;
}

/**
 * Moves one activity run: opening starts its clock, interrupting stops it, resuming writes what was lost into the
 * ledger, completing seals a typed run. `baseSeconds` replaces the policy's duration when it opens.
 */
export async function moveRunStep(
  uow: UnitOfWork,
  sittingId: string,
  activity: Activity,
  event: RunEvent,
  actorId: string | null,
  options: { readonly baseSeconds?: number; readonly reason?: string } = {},
): Promise<Result<RunState, Refusal>> {
  const run = await uow.tx.activityRun.findUnique({
    where: { sittingId_activity: { sittingId, activity } },
    select: runFact,
  });
  const sitting = await uow.tx.sitting.findUnique({
    where: { id: sittingId },
    select: { sessionId: true, writingTool: true },
  });
  if (!run || !sitting) return err("NOT_FOUND");
  uow.hint(topicOf.sitting(sittingId));
  uow.hint(topicOf.session(sitting.sessionId));
  const baseSeconds = options.baseSeconds ?? run.baseSeconds;
  const moved = await transition(uow, {
    machine: runMachine,
    subjectType: "run",
    subjectId: run.id,
    from: run.state,
    event,
    actorId,
    data: { activity, sittingId, ...(options.reason ? { reason: options.reason } : {}) },
    update: (from, to) => moveRun(uow.tx, run.id, from, to, patchFor(run, event, baseSeconds, uow.now)),
  });
  if (!moved.ok) return moved;
  if (event === "resume") await creditInterruption(uow, run, actorId, options.reason ?? "");
  if (moved.value === "COMPLETED") await sealIfTyped(uow, run, sitting.writingTool);
  return moved;
}

function patchFor(run: RunFact, event: RunEvent, baseSeconds: number, now: Date): RunPatch {
  switch (event) {
    case "open":
      return { startedAt: now, endsAt: new Date(endsAtMs(now.getTime(), baseSeconds, run.timeEntries)), baseSeconds };
    case "interrupt":
      return { interruptedAt: now, endsAt: null };
    case "resume":
      return { interruptedAt: null, endsAt: null };
    case "submit":
    case "timeUp":
    case "loseTechnically":
    case "markAbsent":
    case "stopAtGate":
    case "leaveOut":
      return { closedAt: now, interruptedAt: null };
  }
}

async function creditInterruption(uow: UnitOfWork, run: RunFact, actorId: string | null, reason: string): Promise<void> {
  const lostMs = run.interruptedAt ? uow.now.getTime() - run.interruptedAt.getTime() : 0;
  // A ledger in whole seconds rounds in favour of the person.
  await creditStep(uow, run.id, { cause: "PAUSE", seconds: Math.ceil(lostMs / 1000), actorId, reason });
}

/** Writes one entry of the time ledger and moves the end accordingly, if the clock is running. */
export async function creditStep(
  uow: UnitOfWork,
  runId: string,
  entry: {
    readonly cause: "OUTAGE" | "PAUSE" | "ADVISER_CREDIT" | "ACCOMMODATION";
    readonly seconds: number;
    readonly actorId: string | null;
    readonly reason: string;
  },
): Promise<void> {
  await addTimeEntry(uow.tx, {
    runId,
    cause: entry.cause,
    seconds: entry.seconds,
    authorId: entry.actorId,
    reason: entry.reason,
    createdAt: uow.now,
  });
  const run = await uow.tx.activityRun.findUniqueOrThrow({ where: { id: runId }, select: runFact });
  if (run.state === "OPEN" && run.startedAt)
    await setRunEnd(uow.tx, runId, new Date(endsAtMs(run.startedAt.getTime(), run.baseSeconds, run.timeEntries)));
  uow.hint(topicOf.sitting(run.sittingId));
  uow.audit({
    actorId: entry.actorId,
    type: "run.credited",
    subjectType: "run",
    subjectId: runId,
    data: { cause: entry.cause, seconds: entry.seconds, reason: entry.reason },
  });
}

async function sealIfTyped(uow: UnitOfWork, run: RunFact, writingTool: "KEYBOARD" | "HANDWRITTEN"): Promise<void> {
  // What was given on paper is sealed once it has been keyed in.
  const isOnPaper = writingTool === "HANDWRITTEN" && (run.activity === "READING" || run.activity === "WRITING");
  if (!isOnPaper) await sealRunStep(uow, run.id);
}

/** Freezes a run's answers under one hash. Sealing twice is a success. */
export async function sealRunStep(uow: UnitOfWork, runId: string): Promise<void> {
  const run = await uow.tx.activityRun.findUniqueOrThrow({
    where: { id: runId },
    select: {
      sittingId: true,
      activity: true,
      seal: { select: { runId: true } },
      answers: { select: { key: true, value: true }, orderBy: { key: "asc" } },
    },
  });
  if (run.seal) return;
  const contentHash = sha256Hex(canonicalJson(run.answers));
  await createSeal(uow.tx, { runId, contentHash, sealedAt: uow.now });
  uow.audit({
    actorId: null,
    type: "run.sealed",
    subjectType: "run",
    subjectId: runId,
    data: { activity: run.activity, contentHash },
  });
  uow.outbox("run.sealed", { sittingId: run.sittingId, runId, activity: run.activity });
}

/** Completes the sitting once all four activities have ended, one way or another; called after any of them ends. */
export async function completeSittingIfEndedStep(uow: UnitOfWork, sittingId: string, actorId: string | null): Promise<void> {
  const sitting = await uow.tx.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: { state: true, runs: { select: { state: true } } },
  });
  const isRunning = sitting.state === "IN_PROGRESS" || sitting.state === "INTERRUPTED";
  if (isRunning && sitting.runs.every(({ state }) => isTerminal(state))) await moveSittingStep(uow, sittingId, "complete", actorId);
}
