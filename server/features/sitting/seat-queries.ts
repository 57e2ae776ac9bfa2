import {
  seatPlaceOf,
  seatRefusalFor,
  type SeatFacts,
  type SeatPlace,
} from "#shared/domain/sitting/seat.ts";
import { statesUnderWay } from "#shared/domain/sitting/sitting-machine.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { hotPoolOf, perDb, type Db, type Tx } from "../../platform/db.ts";
import { gather } from "../../platform/gather.ts";

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

/** The sessions that were opened at exam stations for this sitting. */
export async function stationSessionsOf(db: Db | Tx, sittingId: string): Promise<readonly string[]> {
  const seats = await db.sittingSeat.findMany({ where: { sittingId, isStation: true }, select: { authSessionId: true } });
  return seats.map(({ authSessionId }) => authSessionId);
}

/** This signed-in browser is in the middle of an exam. */
export const holdsSeat = async (db: Db | Tx, authSessionId: string): Promise<boolean> =>
  (await db.sittingSeat.findFirst({
    where: { authSessionId, state: "HELD", sitting: { state: { in: [...statesUnderWay] } } },
    select: { id: true },
  })) !== null;

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

const seatName = (authSessionId: string, runId: string): string => `${authSessionId} ${runId}`;

/** Whether this browser holds or held a seat for the run, by `seatName`. A request that ended ungranted never was a seat. */
const hasHeldSeat = perDb((db) =>
  gather(async (names: readonly string[]) => {
    const asked = names.map((name) => name.split(" "));
    const { rows } = await hotPoolOf(db).query<{ authSessionId: string; runId: string }>({
      name: "held-seats",
      text: `SELECT asked.session AS "authSessionId", asked.run AS "runId"
        FROM unnest($1::uuid[], $2::uuid[]) AS asked (session, run)
        JOIN "ActivityRun" AS run ON run.id = asked.run
        WHERE EXISTS (SELECT 1 FROM "SittingSeat" AS seat WHERE seat."sittingId" = run."sittingId"
          AND seat."authSessionId" = asked.session AND seat."heldAt" IS NOT NULL)`,
      values: [asked.map(([session]) => session), asked.map(([, run]) => run)],
    });
    return new Map(rows.map(({ authSessionId, runId }) => [seatName(authSessionId, runId), true]));
  }),
);

/**
 * The same for what a browser saves, in one short read for whoever holds or held the seat: what a former seat still
 * sends is kept aside by its old lease, never thrown away.
 */
export async function requireSeatForSaving(
  db: Db,
  { accountId, authSessionId }: { readonly accountId: string; readonly authSessionId: string },
  runId: string,
): Promise<Result<null, SeatRefusal>> {
  const known = seatName(authSessionId, runId);
  if (seated.has(known)) return ok(null);
  const runs = { some: { id: runId } };
  if (await hasHeldSeat(db)(known)) {
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
