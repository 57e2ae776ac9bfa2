import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { Activity, RunState } from "#shared/domain/sitting/run-machine.ts";
import { runStatesOf } from "#shared/domain/sitting/run-states.ts";
import type { SittingState } from "#shared/domain/sitting/sitting-machine.ts";
import type { SessionState } from "#shared/domain/scheduling/session-machine.ts";
import type { AccountActor } from "../../platform/actor.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import { isStaffOf, recordedSitting } from "../integrity/queries.ts";
import { advisesSession, isFrozenIn, seatSelect } from "../sitting/queries.ts";
import { gateDecidedBy } from "./queries.ts";

/** Somebody whom an adviser acts on. */
export interface Target {
  readonly sittingId: string;
  readonly sittingState: SittingState;
  readonly runs: Readonly<Record<Activity, RunState>>;
  readonly runIds: Readonly<Partial<Record<Activity, string>>>;
  readonly isGateDecided: boolean;
  /** On another machine since: the clock waits for the person's «Continuer». */
  readonly isFrozen: boolean;
}

interface Found {
  readonly sessionState: SessionState;
  /** Set while the whole session stands still. */
  readonly hold: { readonly id: string; readonly startedAt: Date } | undefined;
  readonly targets: readonly Target[];
}

/**
 * The people named, or everybody of the session; `NOT_FOUND` when the session is not the adviser's or somebody named is
 * not of it. Their rows are locked first, always in the same order: of two acts at once the second sees what the first
 * has done, instead of failing over it.
 */
export async function findTargets(
  uow: UnitOfWork,
  adviserId: string,
  sessionId: string,
  sittingIds: readonly string[] | null,
): Promise<Result<Found, "NOT_FOUND">> {
  if (!(await advisesSession(uow.tx, adviserId, sessionId))) return err("NOT_FOUND");
  return lockTargets(uow, sessionId, sittingIds);
}

async function lockTargets(
  uow: UnitOfWork,
  sessionId: string,
  sittingIds: readonly string[] | null,
): Promise<Result<Found, "NOT_FOUND">> {
  await uow.tx.$queryRaw`SELECT id FROM "Sitting" WHERE "sessionId" = ${sessionId}::uuid ORDER BY id FOR NO KEY UPDATE`;
  const session = await uow.tx.session.findUniqueOrThrow({
    where: { id: sessionId },
    select: {
      state: true,
      holds: { where: { endedAt: null }, select: { id: true, startedAt: true } },
      sittings: {
        where: { booking: { isActive: true }, ...(sittingIds && { id: { in: [...sittingIds] } }) },
        select: {
          id: true,
          state: true,
          runs: { select: { id: true, activity: true, state: true } },
          gateOpinions: { select: { adviserId: true } },
          seats: seatSelect.seats,
        },
        orderBy: { id: "asc" },
      },
    },
  });
  if (sittingIds && session.sittings.length !== new Set(sittingIds).size) return err("NOT_FOUND");
  const targets = session.sittings.map((sitting) => ({
    sittingId: sitting.id,
    sittingState: sitting.state,
    runs: runStatesOf(sitting.runs),
    runIds: Object.fromEntries(sitting.runs.map(({ activity, id }) => [activity, id])),
    isGateDecided: gateDecidedBy(sitting.gateOpinions),
    isFrozen: isFrozenIn(sitting),
  }));
  return ok({ sessionState: session.state, hold: session.holds[0], targets });
}

/** One person, by their sitting: `NOT_FOUND` when the adviser does not conduct their session. */
export async function findTarget(
  uow: UnitOfWork,
  adviserId: string,
  sittingId: string,
): Promise<Result<Target, "NOT_FOUND">> {
  const sitting = await uow.tx.sitting.findUnique({ where: { id: sittingId }, select: { sessionId: true } });
  if (!sitting) return err("NOT_FOUND");
  const found = await findTargets(uow, adviserId, sitting.sessionId, [sittingId]);
  const target = found.ok ? found.value.targets[0] : undefined;
  return target ? ok(target) : err("NOT_FOUND");
}

/** One person as whoever received them: an adviser of the session, in person the support staff too. */
export async function findReceived(uow: UnitOfWork, actor: AccountActor, sittingId: string): Promise<Result<Target, "NOT_FOUND">> {
  const recorded = await recordedSitting(uow.tx, sittingId);
  if (!recorded || !isStaffOf(actor, recorded)) return err("NOT_FOUND");
  const { sessionId } = await uow.tx.sitting.findUniqueOrThrow({ where: { id: sittingId }, select: { sessionId: true } });
  const found = await lockTargets(uow, sessionId, [sittingId]);
  const target = found.ok ? found.value.targets[0] : undefined;
  return target ? ok(target) : err("NOT_FOUND");
}
