import type { Activity } from "#shared/domain/sitting/run-machine.ts";
import { runStatesOf } from "#shared/domain/sitting/run-states.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { AccountActor } from "../../platform/actor.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { mayHandlePaper } from "./policy.ts";

export type PaperSitting = Awaited<ReturnType<typeof readSitting>>;

async function readSitting(db: Db | Tx, sittingId: string) {
  const row = await db.sitting.findFirst({
    where: { id: sittingId, booking: { isActive: true } },
    select: {
      id: true,
      state: true,
      accountId: true,
      writingTool: true,
      formId: true,
      documentId: true,
      registration: { select: { givenName: true, familyName: true } },
      session: {
        select: {
          id: true,
          state: true,
          deliveryMode: true,
          startsAt: true,
          timeZone: true,
          advisers: { select: { accountId: true } },
        },
      },
      runs: { select: { id: true, activity: true, state: true, baseSeconds: true, seal: { select: { runId: true } } } },
    },
  });
  if (!row) return undefined;
  const runs = new Map(row.runs.map((run) => [run.activity, run]));
  return {
    ...row,
    name: `${row.registration.givenName} ${row.registration.familyName}`,
    states: runStatesOf(row.runs),
    run: (activity: Activity) => {
      const run = runs.get(activity);
      if (!run) throw new Error(`Sitting ${row.id} has no run of ${activity}.`);
      return run;
    },
  };
}

/** The sitting, for staff who may handle its papers; for anybody else it does not exist. */
export async function paperSitting(
  db: Db | Tx,
  actor: AccountActor,
  sittingId: string,
): Promise<Result<NonNullable<PaperSitting>, "NOT_FOUND">> {
  const sitting = await readSitting(db, sittingId);
  if (!sitting) return err("NOT_FOUND");
  const { deliveryMode, advisers } = sitting.session;
  const isAllowed = mayHandlePaper(actor, { deliveryMode, adviserIds: advisers.map(({ accountId }) => accountId) });
  return isAllowed ? ok(sitting) : err("NOT_FOUND");
}

/** The same, for somebody who writes by hand and whose activity has ended: only then is there a paper to key in. */
export async function handedIn(
  db: Db | Tx,
  actor: AccountActor,
  sittingId: string,
  activity: "READING" | "WRITING",
): Promise<Result<NonNullable<PaperSitting>, "NOT_FOUND" | "NOT_HANDWRITTEN" | "RUN_NOT_ENDED">> {
  const found = await paperSitting(db, actor, sittingId);
  if (!found.ok) return found;
  if (found.value.writingTool !== "HANDWRITTEN") return err("NOT_HANDWRITTEN");
  return found.value.states[activity] === "COMPLETED" ? found : err("RUN_NOT_ENDED");
}
