import { isOrdinary, type OralWay } from "#shared/domain/results/waiting.ts";
import { oralActivityOf, unitIds, type OralActivity, type UnitId } from "#shared/domain/marking/units.ts";
import type { Need } from "#shared/scoring/types.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { blindAdvisers, standingMarks, tasksLeft, waitsForEvaluator } from "../marking/queries.ts";
import { advisersPresent, hasRecording, isHeardLater } from "../rooms/queries.ts";

/** Who could still give the oral marks that a report asks for. */

const thirds: readonly Need["why"][] = ["T1", "T2", "T3", "BORDERLINE"];

export const wantsThirdOral = ({ unit, why }: Need): boolean =>
  thirds.includes(why) && unitIds.some((one) => one === unit && oralActivityOf(one) !== undefined);

/** By unit: an adviser who is waited for, somebody who hears the recording, an adviser who was there and could be asked, or nobody any more. */
export async function oralWays(
  db: Db | Tx,
  sittingId: string,
  needs: readonly Need[],
): Promise<ReadonlyMap<string, OralWay>> {
  const ways = new Map<string, OralWay>();
  for (const unit of unitIds) {
    const activity = oralActivityOf(unit);
    const isLacking = needs.some((need) => need.unit === unit && isOrdinary(need));
    if (activity && isLacking) ways.set(unit, await ordinaryWay(db, sittingId, unit, activity));
  }
  if (!needs.some(wantsThirdOral)) return ways;
  const free = await freeAdvisers(db, sittingId, needs);
  for (const [unit, advisers] of free) {
    const activity = oralActivityOf(unit);
    if (!activity) continue;
    const isRecorded = await isHeardLater(db, sittingId, activity);
    ways.set(unit, isRecorded ? "RECORDED" : advisers.length > 0 ? "TO_ASK" : "NOBODY");
  }
  return ways;
}

async function ordinaryWay(db: Db | Tx, sittingId: string, unit: UnitId, activity: OralActivity): Promise<OralWay> {
  if (await waitsForEvaluator(db, sittingId, unit))
    return (await hasRecording(db, sittingId, activity)) ? "AWAITED_RECORDED" : "AWAITED";
  return (await isHeardLater(db, sittingId, activity)) ? "RECORDED" : "NOBODY";
}

/** For each oral unit that lacks a third mark, the advisers who were there, are advisers still, have not marked it, have not left it and read no results. */
export async function freeAdvisers(
  db: Db | Tx,
  sittingId: string,
  needs: readonly Need[],
): Promise<ReadonlyMap<UnitId, readonly string[]>> {
  const taken = [...(await standingMarks(db, sittingId)), ...(await tasksLeft(db, sittingId))];
  const free = new Map<UnitId, readonly string[]>();
  for (const unit of unitIds) {
    const activity = oralActivityOf(unit);
    if (!activity || !needs.some((need) => need.unit === unit && wantsThirdOral(need))) continue;
    const present = await advisersPresent(db, sittingId, activity);
    const blind = await blindAdvisers(db, [...present]);
    const isFree = (accountId: string): boolean =>
      blind.has(accountId) && taken.every((one) => one.unit !== unit || one.raterId !== accountId);
    free.set(unit, [...present].filter(isFree));
  }
  return free;
}
