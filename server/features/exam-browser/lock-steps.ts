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

type Written = NonNullable<Awaited<ReturnType<typeof latestCheck>>>;

const isOther = (latest: Written | null, check: Check): boolean => latest?.outcome !== check.outcome || latest.way !== check.way;

/** A client that shows another key each time writes no more rows than these. */
const againMs = 60_000;

/** Every address has keys of its own: only those of the same one are compared. A page that proves itself is asked at a new one. */
function isAnotherTry({ url, expected, received, at }: Written, check: Check, now: Date): boolean {
  const isNew = url === check.url ? expected !== check.expected || received !== check.received : check.way === "PAGE";
  return isNew && now.getTime() - at.getTime() >= againMs;
}

/** Written when it differs from what this browser showed before: a row tells a change, not a request. */
export async function noteCheckStep(uow: UnitOfWork, actor: AccountActor, sitting: Pick<GuardedSitting, "id">, check: Check): Promise<void> {
  const { authSessionId } = actor;
  const tells = (latest: Written | null): boolean => latest === null || isOther(latest, check) || isAnotherTry(latest, check, uow.now);
  if (!tells(await latestCheck(uow.tx, sitting.id, authSessionId))) return;
  // Of two requests at once the second sees what the first has written.
  await lockStandingStep(uow, sitting.id);
  const latest = await latestCheck(uow.tx, sitting.id, authSessionId);
  if (!tells(latest)) return;
  await addCheck(uow.tx, { sittingId: sitting.id, authSessionId, ...check, at: uow.now });
  // Whoever tries again is in the record once.
  if (check.outcome !== "OK" && isOther(latest, check)) await observeStep(uow, sitting.id, "EXAM_BROWSER_MISSING", {}, null);
}

/** In the middle of an exam: the clock stands still, a person comes, and everything that was written stays. */
export async function lockStep(uow: UnitOfWork, sittingId: string): Promise<void> {
  await lockStandingStep(uow, sittingId);
  if (!(await lock(uow.tx, sittingId, uow.now))) return;
  await stopForPersonStep(uow, sittingId);
  await callHumanStep(uow, sittingId, "messages.callExamBrowser");
  uow.audit({ actorId: null, type: "examBrowser.locked", subjectType: "sitting", subjectId: sittingId });
}
