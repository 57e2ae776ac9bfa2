import { z } from "zod";
import { disconnectionPolicy, needsDecision } from "#shared/domain/sitting/disconnection-policy.ts";
import { deviceAct, devicePairs, isDeviceMissing } from "#shared/domain/sitting/device-rule.ts";
import { coversTime } from "#shared/domain/sitting/time-ledger.ts";
import { ok } from "#shared/kernel/result.ts";
import { id } from "#shared/kernel/wire.ts";
import type { OutboxJob, TimedJob } from "../../jobs/job.ts";
import type { Db } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { observeStep } from "../integrity/steps.ts";
import { rulesIn } from "../lockdown/queries.ts";
import { callHumanStep, endCallStep } from "../messages/steps.ts";
import { holdForDecisionStep } from "./decision-steps.ts";
import { deviceFacts, latest, notedIn, releasedAtMs, type DeviceFacts } from "./device-queries.ts";
import { moveRunStep } from "./run-steps.ts";
import { isFrozenIn } from "./seat-queries.ts";
import { lockSitting } from "./store.ts";

/** A screen, a camera or a microphone that is missing: the clock, a person, and the time given back. */

function actIn(facts: DeviceFacts, now: Date) {
  const { session } = facts;
  const [run] = facts.runs;
  if (!run?.startedAt) return undefined;
  const policy = disconnectionPolicy(rulesIn(session).disconnectionVersion);
  const decided = deviceAct(policy, {
    nowMs: now.getTime(),
    startedAtMs: run.startedAt.getTime(),
    isRunning: run.state === "OPEN",
    isStoppedByRule: run.state === "INTERRUPTED" && run.interruptionCause === "DEVICE",
    releasedAtMs: releasedAtMs(run.timeEntries),
    restartedAtMs: latest(run.timeEntries.filter(coversTime)),
    newestFirst: notedIn(facts),
  });
  // A pause that a person decided lasts until a person ends it, and another machine first waits for «Continuer».
  const mustWait = facts.state === "INTERRUPTED" || isFrozenIn(facts);
  return decided.act === "RESUME" && mustWait ? undefined : { decided, run, policy };
}

/**
 * Called after a fact about a device was noted, at the very moment when its delay is over, and every second, in case a
 * node died meanwhile: whoever comes first acts.
 */
export async function deviceStep(uow: UnitOfWork, sittingId: string): Promise<void> {
  await lockSitting(uow.tx, sittingId);
  const facts = await deviceFacts(uow.tx, sittingId);
  if (!isDeviceMissing(notedIn(facts), facts.runs[0]?.startedAt?.getTime() ?? null)) await endCallStep(uow, sittingId, "messages.callDevice");
  const found = actIn(facts, uow.now);
  if (!found) return;
  const { decided, run: { activity, interruptedAt }, policy } = found;
  if (decided.act === "NONE") {
    if (decided.dueAtMs !== null) uow.outbox(delayOverTopic, { sittingId }, new Date(decided.dueAtMs));
    return;
  }
  if (decided.act === "STOP") {
    const interruption = { since: new Date(decided.sinceMs), cause: "DEVICE" } as const;
    const stopped = await moveRunStep(uow, sittingId, activity, "interrupt", null, { interruption, reason: deviceReason });
    if (!stopped.ok) return;
    await observeStep(uow, sittingId, "DEVICE_STOPPED_CLOCK", { activity }, null);
    await callHumanStep(uow, sittingId, "messages.callDevice");
    return;
  }
  const seconds = Math.ceil((uow.now.getTime() - (interruptedAt ?? uow.now).getTime()) / 1000);
  const entries = await uow.tx.timeEntry.findMany({ where: { run: { sittingId } }, select: { cause: true, seconds: true } });
  if (needsDecision(policy, [...entries, { cause: "DEVICE", seconds }])) await holdForDecisionStep(uow, sittingId);
  else await moveRunStep(uow, sittingId, activity, "resume", null, { reason: deviceReason });
}

/** The reason of what this rule gives back; the interface has the sentence. */
const deviceReason = "device";

const delayOverTopic = "sitting.deviceDelayOver";

/** What was found again meanwhile is left alone: everything is read anew. */
export const deviceDelayJob: OutboxJob = {
  topic: delayOverTopic,
  handle: async (deps, payload) => {
    const { sittingId } = z.object({ sittingId: id }).parse(payload);
    await commit(deps, async (uow) => ok(await deviceStep(uow, sittingId)));
  },
};

export const watchDevicesJob: TimedJob = { name: "watch-devices", everyMs: 1_000, run: watchDevices };

export async function watchDevices(deps: Deps): Promise<void> {
  const now = deps.clock.now();
  for (const { sittingId } of await maybeActedOn(deps.db))
    await lookAt(deps, sittingId, now).catch((error: unknown) =>
      deps.log.error({ err: error, sittingId }, "a missing device could not be acted on"),
    );
}

/** Everybody but those of whom nothing is missing and whom this rule has not stopped: one statement a second. */
const maybeActedOn = (db: Db): Promise<{ sittingId: string }[]> =>
  db.$queryRaw`
    SELECT run."sittingId" FROM "ActivityRun" run
    WHERE run.activity IN ('READING', 'WRITING') AND (
      (run.state = 'INTERRUPTED' AND run."interruptionCause" = 'DEVICE')
      OR (run.state = 'OPEN' AND EXISTS (
        SELECT 1 FROM "Observation" line
        JOIN unnest(${devicePairs.map(({ lost }) => lost)}::text[], ${devicePairs.map(({ found }) => found)}::text[]) AS pair(lost, found)
          ON pair.lost = line.kind
        WHERE line."sittingId" = run."sittingId" AND line.kind = ANY(${devicePairs.map(({ lost }) => lost)})
          AND NOT EXISTS (
            SELECT 1 FROM "Observation" later
            WHERE later."sittingId" = line."sittingId" AND later.kind = ANY(${devicePairs.map(({ found }) => found)})
              AND later.kind = pair.found AND (later."createdAt", later.id) > (line."createdAt", line.id)))))`;

async function lookAt(deps: Deps, sittingId: string, now: Date): Promise<void> {
  // Looked at without a lock first: mostly there is nothing to do.
  const found = actIn(await deviceFacts(deps.db, sittingId), now);
  if (found && found.decided.act !== "NONE") await commit(deps, async (uow) => ok(await deviceStep(uow, sittingId)));
}
