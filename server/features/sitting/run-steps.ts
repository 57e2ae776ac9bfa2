import { canonicalContent, answerValue } from "#shared/domain/answers/answer-value.ts";
import { err, type Result } from "#shared/kernel/result.ts";
import { runMachine, type Activity, type RunEvent, type RunState } from "#shared/domain/sitting/run-machine.ts";
import { extraSeconds } from "#shared/domain/accommodations/measures.ts";
import { endsAtMs, type InterruptionCause, type TimeCause } from "#shared/domain/sitting/time-ledger.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { sha256Hex } from "../../platform/hash.ts";
import { transition, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { grantedIn } from "../accommodations/queries.ts";
import { observeStep } from "../integrity/steps.ts";
import { endForgottenCallStep } from "../rooms/steps.ts";
import { leaveRoomStep } from "./leave-room-step.ts";
import {
  addTimeEntry,
  createSeal,
  lockRun,
  lockSitting,
  moveRun,
  setInterruption,
  setLease,
  setRunEnd,
  type LockedRun,
  type RunPatch,
} from "./store.ts";

export type { LockedRun } from "./store.ts";

type Refusal = "NOT_FOUND" | "NOT_ALLOWED_NOW" | "STATE_CHANGED";

interface RunFact {
  readonly id: string;
  readonly sittingId: string;
  readonly activity: Activity;
  readonly state: RunState;
  readonly baseSeconds: number;
  readonly startedAt: Date | null;
  readonly interruptedAt: Date | null;
  readonly interruptionCause: TimeCause | null;
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
  interruptionCause: true,
  timeEntries: { select: { seconds: true } },
} as const;

interface MoveOptions {
  /** Replaces the policy's duration when the run opens. */
  readonly baseSeconds?: number;
  readonly reason?: string;
  /** When an interruption began and why; by default now, and because a person paused. */
  readonly interruption?: { readonly since: Date; readonly cause: InterruptionCause };
}

/**
 * Moves one activity run: opening starts its clock, interrupting stops it, resuming writes what was lost into the
 * ledger, completing seals a typed run. The rows are locked first, so that the ledger that is summed is the whole one,
 * and nothing opens while the whole session stands still.
 */
export async function moveRunStep(
  uow: UnitOfWork,
  sittingId: string,
  activity: Activity,
  event: RunEvent,
  actorId: string | null,
  options: MoveOptions = {},
): Promise<Result<RunState, Refusal>> {
  await lockSitting(uow.tx, sittingId);
  const sitting = await uow.tx.sitting.findUnique({
    where: { id: sittingId },
    select: {
      sessionId: true,
      writingTool: true,
      runs: { where: { activity }, select: { id: true } },
      session: { select: { holds: { where: { endedAt: null }, select: { id: true } } } },
    },
  });
  const runId = sitting?.runs[0]?.id;
  if (!sitting || !runId) return err("NOT_FOUND");
  if (event === "open" && sitting.session.holds.length > 0) return err("NOT_ALLOWED_NOW");
  await lockRun(uow.tx, runId);
  const run = await uow.tx.activityRun.findUniqueOrThrow({ where: { id: runId }, select: runFact });
  uow.hint(topicOf.sitting(sittingId));
  uow.hint(topicOf.session(sitting.sessionId));
  const moved = await transition(uow, {
    machine: runMachine,
    subjectType: "run",
    subjectId: run.id,
    from: run.state,
    event,
    actorId,
    data: { activity, sittingId, ...(options.reason ? { reason: options.reason } : {}) },
    update: (from, to) => moveRun(uow.tx, run.id, from, to, patchFor(run, event, options, uow.now)),
  });
  if (!moved.ok) return moved;
  await leaveRoomStep(uow, sittingId, activity, moved.value);
  if (moved.value === "OPEN") await endForgottenCallStep(uow, sittingId);
  if (event === "open") await creditAccommodation(uow, run, options.baseSeconds ?? run.baseSeconds);
  if (event === "resume") await creditInterruption(uow, run, actorId, options.reason ?? "");
  if (event === "submit" || event === "timeUp") await recordEnd(uow, run, sitting.writingTool, event, actorId);
  if (moved.value === "COMPLETED") await sealIfTyped(uow, run, sitting.writingTool);
  return moved;
}

/** What was decided for this person before the day, in both modes alike: an entry under the name of who decided. */
async function creditAccommodation(uow: UnitOfWork, run: RunFact, baseSeconds: number): Promise<void> {
  const granted = await grantedIn(uow.tx, run.sittingId);
  const seconds = granted ? extraSeconds(granted.measures, run.activity, baseSeconds) : 0;
  if (granted && seconds > 0)
    await creditStep(uow, run.id, { cause: "ACCOMMODATION", seconds, actorId: granted.decidedById, reason: "" });
}

/** The record says how an activity ended as it says how it began. A copy handed in on paper has its own line. */
async function recordEnd(
  uow: UnitOfWork,
  run: RunFact,
  writingTool: "KEYBOARD" | "HANDWRITTEN",
  event: "submit" | "timeUp",
  actorId: string | null,
): Promise<void> {
  const { activity, sittingId } = run;
  const isLive = activity === "DISCUSSION" || activity === "INTERVIEW";
  if (event === "timeUp") await observeStep(uow, sittingId, "TIME_UP", { activity }, null);
  else if (isLive) await observeStep(uow, sittingId, "ACTIVITY_CLOSED", { activity }, actorId);
  else if (writingTool === "KEYBOARD") await observeStep(uow, sittingId, "HANDED_IN", { activity }, null);
}

function patchFor(run: RunFact, event: RunEvent, options: MoveOptions, now: Date): RunPatch {
  switch (event) {
    case "open": {
      const baseSeconds = options.baseSeconds ?? run.baseSeconds;
      return { startedAt: now, endsAt: new Date(endsAtMs(now.getTime(), baseSeconds, run.timeEntries)), baseSeconds };
    }
    case "interrupt": {
      const { since, cause } = options.interruption ?? { since: now, cause: "PAUSE" };
      return { interruptedAt: since, interruptionCause: cause, endsAt: null };
    }
    case "resume":
      return { interruptedAt: null, interruptionCause: null, endsAt: null };
    case "submit":
    case "timeUp":
    case "loseTechnically":
    case "markAbsent":
    case "stopAtGate":
    case "leaveOut":
      return { closedAt: now, interruptedAt: null, interruptionCause: null };
  }
}

async function creditInterruption(
  uow: UnitOfWork,
  run: RunFact,
  actorId: string | null,
  reason: string,
): Promise<void> {
  const lostMs = run.interruptedAt ? uow.now.getTime() - run.interruptedAt.getTime() : 0;
  // A ledger in whole seconds rounds in favour of the person.
  const seconds = Math.max(0, Math.ceil(lostMs / 1000));
  const cause = run.interruptionCause ?? "PAUSE";
  await creditStep(uow, run.id, { cause, seconds, actorId, reason });
}

/**
 * A clock that a silence or a break had stopped now waits for a person of the staff: what it stood still for is given
 * back under its own cause, and the pause counts from here. False when no such clock was found.
 */
export async function holdStoppedRunStep(uow: UnitOfWork, runId: string): Promise<boolean> {
  await lockRun(uow.tx, runId);
  const run = await uow.tx.activityRun.findUniqueOrThrow({ where: { id: runId }, select: runFact });
  if (run.state !== "INTERRUPTED" || run.interruptionCause === "PAUSE") return false;
  await creditInterruption(uow, run, null, run.interruptionCause === "OUTAGE" ? outageReason : "");
  await setInterruption(uow.tx, runId, uow.now, "PAUSE");
  return true;
}

/** The reason of what a rule gives back; the interface has the sentence. */
export const outageReason = "outage";

/**
 * Writes one entry of the time ledger and moves the end accordingly, if the clock is running. An activity that has ended
 * in the meantime has no clock to give to: then nothing is written, and the answer is false.
 */
export async function creditStep(
  uow: UnitOfWork,
  runId: string,
  entry: {
    readonly cause: TimeCause;
    readonly seconds: number;
    readonly actorId: string | null;
    readonly reason: string;
  },
): Promise<boolean> {
  // Two credits at once would each sum a ledger without the other's entry.
  const { state } = await lockRun(uow.tx, runId);
  if (state !== "OPEN" && state !== "INTERRUPTED") return false;
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
  return true;
}

/** Holds the run's row until the transaction ends: saving, leasing, crediting and closing follow one another. */
export const lockRunStep = (uow: UnitOfWork, runId: string): Promise<LockedRun> => lockRun(uow.tx, runId);

/** Gives the locked run to one client. Its own holder keeps the epoch; anybody else gets the next one. */
export async function leaseRunStep(uow: UnitOfWork, run: LockedRun, clientId: string): Promise<number> {
  if (run.leaseClientId === clientId) return run.leaseEpoch;
  const leaseEpoch = run.leaseEpoch + 1;
  await setLease(uow.tx, run.id, leaseEpoch, clientId);
  return leaseEpoch;
}

async function sealIfTyped(uow: UnitOfWork, run: RunFact, writingTool: "KEYBOARD" | "HANDWRITTEN"): Promise<void> {
  // What was given on paper is sealed once it has been keyed in.
  const isOnPaper = writingTool === "HANDWRITTEN" && (run.activity === "READING" || run.activity === "WRITING");
  if (!isOnPaper) await sealRunStep(uow, run.id);
}

/** Freezes a run's answers under one hash. Sealing twice is a success. What is being saved at the same time comes first. */
export async function sealRunStep(uow: UnitOfWork, runId: string): Promise<void> {
  await lockRun(uow.tx, runId);
  const run = await uow.tx.activityRun.findUniqueOrThrow({
    where: { id: runId },
    select: {
      sittingId: true,
      activity: true,
      sitting: { select: { session: { select: { isPractice: true } } } },
      seal: { select: { runId: true } },
      answers: { select: { key: true, value: true } },
    },
  });
  if (run.seal) return;
  // The last notes of a discussion may still be on their way, and nobody judges them.
  const sealed = run.activity === "DISCUSSION" ? [] : run.answers;
  const answers = sealed.map(({ key, value }) => ({ key, value: answerValue.parse(value) }));
  const contentHash = sha256Hex(canonicalContent(answers));
  await createSeal(uow.tx, { runId, contentHash, sealedAt: uow.now });
  uow.audit({
    actorId: null,
    type: "run.sealed",
    subjectType: "run",
    subjectId: runId,
    data: { activity: run.activity, contentHash },
  });
  // Nobody marks a practice.
  if (!run.sitting.session.isPractice)
    uow.outbox("run.sealed", { sittingId: run.sittingId, runId, activity: run.activity });
}
