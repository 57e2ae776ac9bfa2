import { disconnectionPolicy, needsDecision, shortestSeconds } from "#shared/domain/sitting/disconnection-policy.ts";
import { isSilenceOfSleep } from "#shared/domain/sitting/slept.ts";
import { outageCreditSeconds, type TimeCause } from "#shared/domain/sitting/time-ledger.ts";
import type { Config } from "../../config.ts";
import { keyedDigest } from "../../platform/hash.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { lastObserved } from "../integrity/queries.ts";
import { observeStep } from "../integrity/steps.ts";
import { disconnectionRulesOf, rulesIn, rulesSelect } from "../lockdown/queries.ts";
import { holdForDecisionStep } from "./decision-steps.ts";
import { creditStep, moveRunStep, outageReason } from "./run-steps.ts";
import { isFrozenIn, seatSelect } from "./seat-queries.ts";
import { thawSeatStep } from "./seat-steps.ts";
import { lockSitting, swapAddress, swapLastSeen, type Seen } from "./store.ts";

/**
 * The candidate's page was heard: a heartbeat, or answers that it saved. What a silence before it took from a running
 * clock is given back once, and a clock that the silence had stopped runs again, unless the page waits for the person
 * to come back to it. Called before any lock on the sitting or a run.
 */
export async function seenStep(
  uow: UnitOfWork,
  sittingId: string,
  { isFrozen = false, sleptSeconds, ...seen }: Partial<Seen> & PageSays = {},
): Promise<{ restoredSeconds: number }> {
  const before = await swapLastSeen(uow.tx, sittingId, uow.now, seen);
  const silenceMs = before ? uow.now.getTime() - before.getTime() : 0;
  if (!before || silenceMs < shortestSeconds("outageSeconds") * 1000) return { restoredSeconds: 0 };
  const { outageSeconds } = await disconnectionRulesOf(uow.tx, sittingId);
  if (silenceMs < outageSeconds * 1000) return { restoredSeconds: 0 };
  return restoreTime(uow, sittingId, before, { isResuming: !isFrozen, hasSlept: isSilenceOfSleep(silenceMs, sleptSeconds) });
}

interface PageSays {
  readonly isFrozen?: boolean;
  readonly sleptSeconds?: number | undefined;
}

/** The page is heard, or asks for the exam, through another network than before: from home to a telephone, for instance. */
export async function addressStep(uow: UnitOfWork, { secret }: Pick<Config, "secret">, sittingId: string, address: string): Promise<void> {
  const digest = keyedDigest(secret, `address.${sittingId}`, address);
  if ((await swapAddress(uow.tx, sittingId, digest)) !== null) await observeStep(uow, sittingId, "NETWORK_CHANGED", {}, null);
}

interface SeatHolder {
  readonly accountId: string;
  readonly authSessionId: string;
}

/** The person is back and says so, or writes: whatever silence had stopped runs again. */
export async function continueStep(uow: UnitOfWork, holder: SeatHolder, sittingId: string): Promise<void> {
  await thawSeatStep(uow, holder, sittingId);
  const before = await swapLastSeen(uow.tx, sittingId, uow.now, {});
  await restoreTime(uow, sittingId, before ?? uow.now, { isResuming: true, hasSlept: false });
}

async function restoreTime(
  uow: UnitOfWork,
  sittingId: string,
  lastSeenAt: Date,
  { isResuming, hasSlept }: { readonly isResuming: boolean; readonly hasSlept: boolean },
): Promise<{ restoredSeconds: number }> {
  // A pause that comes at the same moment is seen whole or not at all.
  await lockSitting(uow.tx, sittingId);
  const runs = await uow.tx.activityRun.findMany({
    where: {
      sittingId,
      sitting: { writingTool: "KEYBOARD" },
      activity: { in: ["READING", "WRITING"] },
      state: { in: ["OPEN", "INTERRUPTED"] },
      startedAt: { not: null },
    },
    select: silentRun,
  });
  let restoredSeconds = 0;
  let since = lastSeenAt;
  for (const run of runs) {
    restoredSeconds += await restore(uow, run, lastSeenAt, isResuming);
    if (run.interruptedAt && run.interruptedAt < since) since = run.interruptedAt;
  }
  const seconds = Math.floor((uow.now.getTime() - since.getTime()) / 1000);
  // The time is given back all the same; only the words differ.
  if (restoredSeconds > 0) await observeStep(uow, sittingId, hasSlept ? "DEVICE_SLEPT" : "CONNECTION_LOST", { seconds }, null);
  return { restoredSeconds };
}

const silentRun = {
  id: true,
  sittingId: true,
  activity: true,
  state: true,
  startedAt: true,
  endsAt: true,
  interruptedAt: true,
  interruptionCause: true,
  sitting: { select: { state: true, seats: seatSelect.seats, session: { select: rulesSelect } } },
  timeEntries: { select: { cause: true, seconds: true, createdAt: true } },
} as const;

interface SilentRun {
  readonly id: string;
  readonly sittingId: string;
  readonly activity: "READING" | "DISCUSSION" | "WRITING" | "INTERVIEW";
  readonly state: string;
  readonly startedAt: Date | null;
  readonly endsAt: Date | null;
  readonly interruptedAt: Date | null;
  readonly interruptionCause: string | null;
  readonly sitting: { readonly state: string; readonly session: Parameters<typeof rulesIn>[0] } & Parameters<typeof isFrozenIn>[0];
  readonly timeEntries: readonly {
    readonly cause: TimeCause;
    readonly seconds: number;
    readonly createdAt: Date;
  }[];
}

const rulesOf = (session: SilentRun["sitting"]["session"]) => disconnectionPolicy(rulesIn(session).disconnectionVersion);

async function restore(
  uow: UnitOfWork,
  run: SilentRun,
  lastSeenAt: Date,
  isResuming: boolean,
): Promise<number> {
  // First what was lost while the clock ran; the interruption itself is given back when it ends, and only then.
  const lost = outageCreditSeconds({
    lastSeenAtMs: lastSeenAt.getTime(),
    nowMs: uow.now.getTime(),
    startedAtMs: run.startedAt?.getTime() ?? uow.now.getTime(),
    interruptedAtMs: run.interruptedAt?.getTime() ?? null,
    endsAtMs: run.endsAt?.getTime() ?? null,
    ledger: run.timeEntries.map(({ cause, seconds, createdAt }) => ({
      cause,
      seconds,
      createdAtMs: createdAt.getTime(),
    })),
    outageSeconds: rulesOf(run.sitting.session).outageSeconds,
  });
  const outage = { cause: "OUTAGE", seconds: lost, actorId: null, reason: outageReason } as const;
  if (lost > 0 && !(await creditStep(uow, run.id, outage))) return 0;
  if (lost > 0 && run.state === "OPEN" && (await isForDecision(uow, run))) await holdForDecisionStep(uow, run.sittingId);
  // A pause lasts until a person ends it, whoever fell silent before.
  const isStoppedBySilence = run.state === "INTERRUPTED" && run.interruptionCause === "OUTAGE" && run.interruptedAt;
  if (!isResuming || !isStoppedBySilence || run.sitting.state === "INTERRUPTED") return lost;
  // On another machine the person first says that they are ready.
  if (isFrozenIn(run.sitting)) return lost;
  const seconds = Math.ceil((uow.now.getTime() - isStoppedBySilence.getTime()) / 1000);
  if (await isForDecision(uow, run, seconds)) {
    await holdForDecisionStep(uow, run.sittingId);
    return lost + seconds;
  }
  const resumed = await moveRunStep(uow, run.sittingId, run.activity, "resume", null, { reason: outageReason });
  if (!resumed.ok) return lost;
  return lost + seconds;
}

/**
 * Whether what was given back, and the stop of `stoppedSeconds` that ends now, is so much that a person decides. In a
 * practice nobody is there to decide. Short silences, which stop no clock, count from the last decision on: somebody who
 * was let go on is not stopped again by the next ten seconds.
 */
async function isForDecision(uow: UnitOfWork, { sittingId, sitting }: SilentRun, stoppedSeconds?: number): Promise<boolean> {
  if (sitting.session.isPractice) return false;
  const since = stoppedSeconds === undefined ? await lastObserved(uow.tx, sittingId, "DECISION_NEEDED") : null;
  const entries = await uow.tx.timeEntry.findMany({
    where: { run: { sittingId }, ...(since ? { createdAt: { gt: since } } : {}) },
    select: { cause: true, seconds: true },
  });
  return needsDecision(rulesOf(sitting.session), stoppedSeconds === undefined ? entries : [...entries, { cause: "OUTAGE", seconds: stoppedSeconds }]);
}
