import type { AccountActor } from "../../platform/actor.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { observeStep } from "../integrity/steps.ts";
import { callHumanStep } from "../messages/steps.ts";
import { lockStandingStep, stopForPersonStep } from "../sitting/steps.ts";
import { latestCheck, type GuardedSitting } from "./queries.ts";
import { addCheck, lock } from "./store.ts";

interface Check {
  readonly outcome: string;
  readonly way: string;
  readonly url: string;
  readonly expected: string;
  readonly received: string;
  readonly userAgent: string;
}

/** Written when it differs from what this browser showed before: a row tells a change, not a request. */
export async function noteCheckStep(uow: UnitOfWork, actor: AccountActor, sitting: Pick<GuardedSitting, "id">, check: Check): Promise<void> {
  const { authSessionId } = actor;
  const before = await latestCheck(uow.tx, sitting.id, authSessionId);
  if (before?.outcome === check.outcome && before.way === check.way) return;
  // Of two requests at once the second sees what the first has written.
  await lockStandingStep(uow, sitting.id);
  const latest = await latestCheck(uow.tx, sitting.id, authSessionId);
  if (latest?.outcome === check.outcome && latest.way === check.way) return;
  await addCheck(uow.tx, { sittingId: sitting.id, authSessionId, ...check, at: uow.now });
  if (check.outcome !== "OK") await observeStep(uow, sitting.id, "EXAM_BROWSER_MISSING", {}, null);
}

/** In the middle of an exam: the clock stands still, a person comes, and everything that was written stays. */
export async function lockStep(uow: UnitOfWork, sittingId: string): Promise<void> {
  await lockStandingStep(uow, sittingId);
  if (!(await lock(uow.tx, sittingId, uow.now))) return;
  await stopForPersonStep(uow, sittingId);
  await callHumanStep(uow, sittingId, "messages.callExamBrowser");
  uow.audit({ actorId: null, type: "examBrowser.locked", subjectType: "sitting", subjectId: sittingId });
}
