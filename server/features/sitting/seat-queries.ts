import {
  seatPlaceOf,
  seatRefusalFor,
  type SeatFacts,
  type SeatPlace,
} from "#shared/domain/sitting/seat.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { Db, Tx } from "../../platform/db.ts";

/** Reads of seats: which signed-in browser may sit. */

export const seatSelect = {
  state: true,
  session: { select: { deliveryMode: true, isPractice: true } },
  seats: {
    where: { state: { not: "ENDED" } },
    select: { id: true, authSessionId: true, state: true, frozenAt: true, createdAt: true },
    orderBy: { createdAt: "desc" },
  },
} as const;

export const seatsOf = (db: Db | Tx, sittingId: string) =>
  db.sitting.findUniqueOrThrow({ where: { id: sittingId }, select: seatSelect });
type SeatRow = Awaited<ReturnType<typeof seatsOf>>;

const factsOf = ({ state, session, seats }: SeatRow): SeatFacts => ({ ...session, sittingState: state, seats });

export const placeIn = (row: SeatRow, authSessionId: string): SeatPlace => seatPlaceOf(factsOf(row), authSessionId);

/** The seat is held here, and the person has not said yet that they are ready to go on. */
export const isFrozenIn = ({ seats }: Pick<SeatRow, "seats">): boolean =>
  seats.some(({ state, frozenAt }) => state === "HELD" && frozenAt !== null);

export const requestIn = ({ seats }: Pick<SeatRow, "seats">) => seats.find(({ state }) => state === "REQUESTED") ?? null;

export type SeatRefusal = "SEAT_ELSEWHERE" | "STATION_NEEDED";

/** Nothing of an exam is shown to, or taken from, a browser that does not hold its seat. */
export async function requireSeat(
  db: Db | Tx,
  authSessionId: string,
  sittingId: string,
): Promise<Result<null, SeatRefusal>> {
  const refusal = seatRefusalFor(placeIn(await seatsOf(db, sittingId), authSessionId));
  return refusal ? err(refusal) : ok(null);
}

// Who once held a seat has held it for ever, so what was read once stays true in every process.
const seated = new Set<string>();
const mostSeated = 20_000;

/**
 * The same for what a browser saves, in one short read for whoever holds or held the seat: what a former seat still
 * sends is kept aside by its old lease, never thrown away.
 */
export async function requireSeatForSaving(
  db: Db | Tx,
  { accountId, authSessionId }: { readonly accountId: string; readonly authSessionId: string },
  runId: string,
): Promise<Result<null, SeatRefusal>> {
  const known = `${authSessionId} ${runId}`;
  if (seated.has(known)) return ok(null);
  const runs = { some: { id: runId } };
  const seat = await db.sittingSeat.findFirst({
    // A request that ended without being granted never was a seat.
    where: { authSessionId, heldAt: { not: null }, sitting: { runs } },
    select: { id: true },
  });
  if (seat) {
    if (seated.size >= mostSeated) seated.clear();
    seated.add(known);
    return ok(null);
  }
  // What is written by hand is refused by the command itself, whatever the browser.
  const own = await db.sitting.findFirst({
    where: { accountId, runs, writingTool: "KEYBOARD" },
    select: { id: true },
  });
  return own ? requireSeat(db, authSessionId, own.id) : ok(null);
}
