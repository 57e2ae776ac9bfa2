import { seatMachine, seatRefusalFor, type SeatEvent, type SeatState } from "#shared/domain/sitting/seat.ts";
import { statesUnderWay } from "#shared/domain/sitting/sitting-machine.ts";
import { silentSinceMs } from "#shared/domain/sitting/time-ledger.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { transition, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { observeStep } from "../integrity/steps.ts";
import { disconnectionRulesOf } from "../lockdown/queries.ts";
import { moveRunStep, outageReason } from "./run-steps.ts";
import { leaveStationsStep } from "../accounts/steps.ts";
import { placeIn, requestIn, seatsOf, stationSessionsOf, type SeatRefusal } from "./seat-queries.ts";
import { createSeat, fenceRuns, moveSeat, thawSeat } from "./seat-store.ts";
import { lockLastSeen, lockSitting } from "./store.ts";

/** Steps: how a signed-in browser comes to hold the seat of a sitting, and how another one takes over. */

async function move(
  uow: UnitOfWork,
  seat: { readonly id: string; readonly state: SeatState },
  event: SeatEvent,
  actorId: string,
  data: Parameters<typeof moveSeat>[4],
): Promise<void> {
  const moved = await transition(uow, {
    machine: seatMachine,
    subjectType: "seat",
    subjectId: seat.id,
    from: seat.state,
    event,
    actorId,
    update: (from, to) => moveSeat(uow.tx, seat.id, from, to, data),
  });
  if (!moved.ok) throw new Error(`The seat ${seat.id} moved under its sitting's lock.`);
}

/**
 * The browser takes the seat that nobody holds yet. Until somebody has looked at a document it moves with the person:
 * whoever enters last is the one who will be seen. Its own holder keeps it.
 */
export async function claimSeatStep(
  uow: UnitOfWork,
  actor: { readonly accountId: string; readonly authSessionId: string },
  sittingId: string,
): Promise<Result<null, SeatRefusal>> {
  const { authSessionId } = actor;
  if (placeIn(await seatsOf(uow.tx, sittingId), authSessionId) === "HERE") return ok(null);
  await lockSitting(uow.tx, sittingId);
  const row = await seatsOf(uow.tx, sittingId);
  const place = placeIn(row, authSessionId);
  if (place === "HERE") return ok(null);
  const refusal = seatRefusalFor(place);
  if (refusal) return err(refusal);
  for (const seat of row.seats) await move(uow, seat, "end", actor.accountId, { endedAt: uow.now });
  await hold(uow, { ...actor, sittingId, isStation: false, isFrozen: false });
  return ok(null);
}

/** Entering the check-in call: the seat is taken there, or the machine has asked for it and waits to be readmitted. */
export async function joinCheckInStep(
  uow: UnitOfWork,
  actor: { readonly accountId: string; readonly authSessionId: string },
  sittingId: string,
): Promise<Result<null, SeatRefusal>> {
  if (placeIn(await seatsOf(uow.tx, sittingId), actor.authSessionId) === "REQUESTED") return ok(null);
  return claimSeatStep(uow, actor, sittingId);
}

async function hold(
  uow: UnitOfWork,
  seat: { sittingId: string; accountId: string; authSessionId: string; isStation: boolean; isFrozen: boolean },
): Promise<void> {
  const { id } = await createSeat(uow.tx, {
    sittingId: seat.sittingId,
    authSessionId: seat.authSessionId,
    state: "HELD",
    isStation: seat.isStation,
    createdAt: uow.now,
    frozenAt: seat.isFrozen ? uow.now : null,
  });
  const data = { sittingId: seat.sittingId, isStation: seat.isStation };
  uow.audit({ actorId: seat.accountId, type: "seat.held", subjectType: "seat", subjectId: id, data });
}

/** An exam station entered with a code: it holds the seat from here on, and a former station no longer does. */
export async function takeStationSeatStep(
  uow: UnitOfWork,
  actor: { readonly accountId: string; readonly authSessionId: string },
  sittingId: string,
): Promise<void> {
  await stopClock(uow, sittingId, actor.accountId, async () => {
    const { seats } = await seatsOf(uow.tx, sittingId);
    for (const seat of seats) await move(uow, seat, "end", actor.accountId, { endedAt: uow.now });
    await leaveStationsStep(uow, await stationSessionsOf(uow.tx, sittingId));
    const isFrozen = seats.some(({ state }) => state === "HELD");
    await hold(uow, { ...actor, sittingId, isStation: true, isFrozen });
    return isFrozen;
  });
}

/** Another machine asks to go on with the exam; asking twice is asking once. */
export async function requestSeatStep(
  uow: UnitOfWork,
  actor: { readonly accountId: string; readonly authSessionId: string },
  sittingId: string,
): Promise<Result<null, "STATION_NEEDED" | "NOT_ALLOWED_NOW">> {
  await lockSitting(uow.tx, sittingId);
  const row = await seatsOf(uow.tx, sittingId);
  const place = placeIn(row, actor.authSessionId);
  if (place === "STATION_NEEDED") return err("STATION_NEEDED");
  if (place !== "ELSEWHERE") return place === "REQUESTED" ? ok(null) : err("NOT_ALLOWED_NOW");
  if (!statesUnderWay.includes(row.state)) return err("NOT_ALLOWED_NOW");
  // One request at a time: the newest machine is the one in front of which the person sits.
  const earlier = requestIn(row);
  if (earlier) await move(uow, earlier, "end", actor.accountId, { endedAt: uow.now });
  const { id } = await createSeat(uow.tx, {
    sittingId,
    authSessionId: actor.authSessionId,
    state: "REQUESTED",
    isStation: false,
    createdAt: uow.now,
    frozenAt: null,
  });
  uow.audit({
    actorId: actor.accountId,
    type: "seat.requested",
    subjectType: "seat",
    subjectId: id,
    data: { sittingId },
  });
  await observeStep(uow, sittingId, "SEAT_REQUESTED", {}, null);
  return ok(null);
}

/** Somebody in the middle of an exam has signed in once more: their seat stays where it is, and the record says so. */
export async function noteSecondLoginStep(uow: UnitOfWork, accountId: string): Promise<void> {
  const sittings = await uow.tx.sitting.findMany({
    where: {
      accountId,
      state: { in: [...statesUnderWay] },
      booking: { isActive: true },
      seats: { some: { state: "HELD" } },
    },
    select: { id: true },
  });
  for (const { id } of sittings) await observeStep(uow, id, "SECOND_LOGIN", {}, null);
}

/** An adviser has looked at the person again: the machine that asked holds the seat, and the former one is fenced off. */
export async function readmitStep(
  uow: UnitOfWork,
  sittingId: string,
  seatId: string,
  adviserId: string,
): Promise<Result<null, "STATE_CHANGED">> {
  let outcome: Result<null, "STATE_CHANGED"> = err("STATE_CHANGED");
  await stopClock(uow, sittingId, adviserId, async () => {
    const { seats } = await seatsOf(uow.tx, sittingId);
    const asked = seats.find(({ id, state }) => id === seatId && state === "REQUESTED");
    if (!asked) return false;
    for (const seat of seats)
      if (seat.id !== seatId) await move(uow, seat, "end", adviserId, { endedAt: uow.now });
    await move(uow, asked, "grant", adviserId, { heldAt: uow.now, frozenAt: uow.now });
    outcome = ok(null);
    return true;
  });
  if (outcome.ok) await observeStep(uow, sittingId, "READMITTED", {}, adviserId);
  return outcome;
}

/**
 * Changes seats with the clock standing still: a written activity that runs stops from the moment the former page was
 * last heard, and runs again when the person says so. Whoever needs both locks takes presence first.
 */
async function stopClock(
  uow: UnitOfWork,
  sittingId: string,
  actorId: string,
  change: () => Promise<boolean>,
): Promise<void> {
  const lastSeenAt = await lockLastSeen(uow.tx, sittingId);
  await lockSitting(uow.tx, sittingId);
  uow.hint(topicOf.sitting(sittingId));
  if (!(await change())) return;
  await fenceRuns(uow.tx, sittingId);
  const runs = await uow.tx.activityRun.findMany({
    where: { sittingId, state: "OPEN", activity: { in: ["READING", "WRITING"] } },
    select: { activity: true, startedAt: true, timeEntries: { select: { cause: true, seconds: true, createdAt: true } } },
  });
  const { outageSeconds } = await disconnectionRulesOf(uow.tx, sittingId);
  for (const { activity, startedAt, timeEntries } of runs) {
    const silentSince = silentSinceMs({
      lastSeenAtMs: lastSeenAt?.getTime() ?? 0,
      startedAtMs: startedAt?.getTime() ?? 0,
      ledger: timeEntries.map(({ cause, seconds, createdAt }) => ({ cause, seconds, createdAtMs: createdAt.getTime() })),
    });
    const isSilent = uow.now.getTime() - silentSince >= outageSeconds * 1000;
    const since = isSilent ? new Date(silentSince) : uow.now;
    await moveRunStep(uow, sittingId, activity, "interrupt", actorId, {
      interruption: { since, cause: "OUTAGE" },
      reason: outageReason,
    });
  }
}

/** The person says on the new machine that they are ready: being heard starts the clock again from here on. */
export async function thawSeatStep(
  uow: UnitOfWork,
  actor: { readonly accountId: string; readonly authSessionId: string },
  sittingId: string,
): Promise<void> {
  await lockLastSeen(uow.tx, sittingId);
  await lockSitting(uow.tx, sittingId);
  const { state, seats } = await seatsOf(uow.tx, sittingId);
  const held = seats.find((seat) => seat.state === "HELD" && seat.authSessionId === actor.authSessionId);
  // Pressed twice, or nothing had to stop: the person goes on.
  if (!held || !(await thawSeat(uow.tx, held.id))) return;
  uow.audit({ actorId: actor.accountId, type: "seat.continued", subjectType: "seat", subjectId: held.id });
  uow.hint(topicOf.sitting(sittingId));
  await observeStep(uow, sittingId, "CONTINUED", {}, null);
  // A pause that ended meanwhile had left the clock to this moment.
  if (state !== "IN_PROGRESS") return;
  const paused = await uow.tx.activityRun.findFirst({
    where: { sittingId, state: "INTERRUPTED", interruptionCause: "PAUSE" },
    select: { activity: true },
  });
  if (paused) await moveRunStep(uow, sittingId, paused.activity, "resume", actor.accountId);
}
