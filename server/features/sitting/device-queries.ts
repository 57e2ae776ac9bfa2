import { deviceKinds, isScreenReleased, lostAtMs } from "#shared/domain/sitting/device-rule.ts";
import type { TimeCause } from "#shared/domain/sitting/time-ledger.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { lossIn } from "../integrity/queries.ts";
import { rulesSelect } from "../lockdown/queries.ts";
import { seatSelect } from "./seat-queries.ts";

/** Reads of what was noted about a screen, a camera or a microphone, beside the clock that it may stop. */

const supervised = { activity: { in: ["READING", "WRITING"] }, state: { in: ["OPEN", "INTERRUPTED"] } } as const;
const shownFacts = 24;

export const deviceFacts = (db: Db | Tx, sittingId: string) =>
  db.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: {
      state: true,
      seats: seatSelect.seats,
      session: { select: rulesSelect },
      runs: {
        where: { activity: { in: [...supervised.activity.in] }, state: { in: [...supervised.state.in] } },
        select: {
          id: true,
          activity: true,
          state: true,
          startedAt: true,
          interruptionCause: true,
          interruptedAt: true,
          timeEntries: { select: { cause: true, seconds: true, createdAt: true } },
        },
      },
      observations: {
        where: { kind: { in: [...deviceKinds] } },
        select: { kind: true, createdAt: true, details: true },
        orderBy: [{ createdAt: "desc" }, { id: "desc" }],
        take: shownFacts,
      },
    },
  });
export type DeviceFacts = Awaited<ReturnType<typeof deviceFacts>>;

export const notedIn = ({ observations }: DeviceFacts) =>
  observations.map(({ kind, createdAt, details }) => ({
    kind,
    writtenAtMs: createdAt.getTime(),
    ...lossOf(kind, createdAt, details),
  }));

function lossOf(kind: string, createdAt: Date, details: unknown): { readonly atMs: number; readonly isHandedOver: boolean } {
  const { context, namedAtMs } = lossIn(details);
  return { atMs: lostAtMs(kind, createdAt.getTime(), namedAtMs), isHandedOver: context === "OTHER_PAGE" };
}

export const latest = (entries: readonly { readonly createdAt: Date }[]): number | null =>
  entries.length === 0 ? null : Math.max(...entries.map(({ createdAt }) => createdAt.getTime()));

interface Given {
  readonly cause: TimeCause;
  readonly createdAt: Date;
}

/** When a person of the staff last let this clock run. */
export const releasedAtMs = (entries: readonly Given[]): number | null => latest(entries.filter(({ cause }) => cause === "PAUSE"));

/** Whether somebody reads or writes without their screen because a person of the staff let them, knowing it. */
export async function goesOnWithoutScreen(
  db: Db | Tx,
  { id, runs }: { readonly id: string; readonly runs: readonly { readonly timeEntries: readonly Given[] }[] },
): Promise<boolean> {
  // Mostly nobody has stopped their clock, and there is nothing to read.
  if (runs.every(({ timeEntries }) => releasedAtMs(timeEntries) === null)) return false;
  const facts = await deviceFacts(db, id);
  const [run] = facts.runs;
  return run?.startedAt ? isScreenReleased(notedIn(facts), run.startedAt.getTime(), releasedAtMs(run.timeEntries)) : false;
}
