import { chooseNode, type NodeFact } from "#shared/domain/rooms/place-room.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { lockPlacement, setPlacement } from "./store.ts";

export interface Place {
  readonly node: string;
  readonly url: string;
}

/**
 * Where a room lives. It stays where it is as long as its node says that it lives; else it is placed again, on the node
 * with the most room left. `UNAVAILABLE` when no node has enough.
 */
export async function placeRoom(deps: Deps, roomId: string, seats: number): Promise<Result<Place, "UNAVAILABLE">> {
  const settled = await placeOf(deps.db, roomId);
  if (settled) return ok(settled);
  return commit(deps, async (uow) => {
    await lockPlacement(uow.tx);
    const known = await placeOf(uow.tx, roomId);
    if (known) return ok(known);
    const chosen = chooseNode(await freeNodes(uow.tx, false, { roomId, seats }), seats) ?? (await lastResort(uow.tx, roomId, seats));
    if (!chosen) return err("UNAVAILABLE");
    await setPlacement(uow.tx, roomId, chosen.node, seats);
    return ok({ node: chosen.node, url: chosen.url });
  });
}

/** Where a trial of a minute may be held: it takes nobody's seat, so nothing is written. */
export async function placeTrial(db: Db): Promise<Result<Place, "UNAVAILABLE">> {
  const chosen = chooseNode(await freeNodes(db, false), 2) ?? chooseNode(await freeNodes(db, true), 2);
  return chosen ? ok({ node: chosen.node, url: chosen.url }) : err("UNAVAILABLE");
}

/** Is there a node beside this one that takes rooms? */
export const livesAnother = async (db: Db, node: string): Promise<boolean> =>
  (await freeNodes(db, false)).some((one) => one.node !== node);

/** A node that wants to be rid of its rooms is better than none; the one where the room is already, better than another. */
async function lastResort(tx: Tx, roomId: string, seats: number): Promise<Place | undefined> {
  return (await placeOf(tx, roomId, true)) ?? chooseNode(await freeNodes(tx, true, { roomId, seats }), seats);
}

async function placeOf(db: Db | Tx, roomId: string, isDraining = false): Promise<Place | undefined> {
  const [found] = await db.$queryRaw<Place[]>`
    SELECT node.id AS node, node.url FROM "Room" room JOIN "MediaNode" node ON node.id = room."mediaNodeId"
    WHERE room.id = ${roomId}::uuid AND node."isDraining" = ${isDraining}
      AND node."heartbeatAt" > (clock_timestamp() AT TIME ZONE 'UTC') - interval '6 seconds'`;
  return found;
}

/**
 * Nodes that live, with the seats that their rooms take of them: people may still be on their way. Nobody is in two rooms
 * of a session at a time, since whoever discusses or is interviewed is not watched meanwhile: the supervision of a session
 * and its other rooms take together what the larger of both takes. For a room that asks, the seats are those of a node
 * that already holds it, less its own.
 */
const freeNodes = (
  tx: Db | Tx,
  isDraining: boolean,
  asking?: { readonly roomId: string; readonly seats: number },
): Promise<(NodeFact & Place)[]> => tx.$queryRaw`
  SELECT node.id AS node, node.url, node.capacity, node.load,
    (SELECT coalesce(sum(greatest(held.watched, held.together)), 0)::int - ${asking?.seats ?? 0}::int FROM
      (SELECT coalesce(sum(room.seats) FILTER (WHERE room.kind = 'SUPERVISION'), 0) AS watched,
        coalesce(sum(room.seats) FILTER (WHERE room.kind <> 'SUPERVISION'), 0) AS together
      FROM
        (SELECT "sessionId", kind, "mediaSeats" AS seats FROM "Room"
          WHERE "mediaNodeId" = node.id AND state <> 'CLOSED' AND id IS DISTINCT FROM ${asking?.roomId ?? null}::uuid
            -- A room that nobody closed does not take seats for ever.
            AND "openedAt" > (clock_timestamp() AT TIME ZONE 'UTC') - interval '12 hours'
        UNION ALL
        SELECT "sessionId", kind, ${asking?.seats ?? 0}::int AS seats FROM "Room" WHERE id = ${asking?.roomId ?? null}::uuid) room
      GROUP BY room."sessionId") held) AS seats
  FROM "MediaNode" node
  WHERE node."isDraining" = ${isDraining} AND NOT node."isStorageLow"
    AND node."heartbeatAt" > (clock_timestamp() AT TIME ZONE 'UTC') - interval '6 seconds'`;
