import type { Activity } from "#shared/domain/sitting/run-machine.ts";
import type { Prisma, Db, Tx } from "../../platform/db.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { lockRegistrationOfStep } from "../referrals/steps.ts";
import { lockIncident } from "./store.ts";

/** What commands decide on. */
export const incidentFacts = {
  id: true,
  sittingId: true,
  code: true,
  severity: true,
  state: true,
  openedById: true,
  factsSentAt: true,
  answerDueAt: true,
  decisionId: true,
  taxonomy: { select: { effects: true, tellsBody: true } },
  acts: { select: { act: true, actorId: true, activity: true } },
  statements: { select: { id: true } },
  sitting: { select: { accountId: true, sessionId: true, state: true } },
} as const satisfies Prisma.IncidentSelect;

export type IncidentFacts = Prisma.IncidentGetPayload<{ select: typeof incidentFacts }>;

/** Two people have each stopped the activity: it has ended. */
export const isStoppedIn = ({ acts }: { readonly acts: readonly { readonly act: string; readonly actorId: string }[] }): boolean =>
  new Set(acts.filter(({ act }) => act === "STOP_ACTIVITY").map(({ actorId }) => actorId)).size >= 2;

export const findIncident = (db: Db | Tx, incidentId: string): Promise<IncidentFacts | null> =>
  db.incident.findUnique({ where: { id: incidentId }, select: incidentFacts });

/** For a command: the registration first, since a decision can give the person another session, then the incident. */
export async function lockedIncident(uow: UnitOfWork, incidentId: string): Promise<IncidentFacts | null> {
  const known = await uow.tx.incident.findUnique({ where: { id: incidentId }, select: { sittingId: true } });
  if (!known) return null;
  await lockRegistrationOfStep(uow, known.sittingId);
  await lockIncident(uow.tx, incidentId);
  return findIncident(uow.tx, incidentId);
}

/** The activity that two people may stop: the one whose clock the person has. */
export async function openActivityOf(db: Db | Tx, sittingId: string): Promise<Activity | null> {
  const run = await db.activityRun.findFirst({
    where: { sittingId, state: { in: ["OPEN", "INTERRUPTED"] } },
    select: { activity: true },
  });
  return run?.activity ?? null;
}

/** Everybody who shows this incident asks again. */
export function hintIncident(uow: UnitOfWork, { sittingId, sitting }: IncidentFacts): void {
  uow.hint(topicOf.sitting(sittingId));
  uow.hint(topicOf.session(sitting.sessionId));
  uow.hint(topicOf.account(sitting.accountId));
}
