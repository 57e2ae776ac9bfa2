import { err, ok } from "#shared/kernel/result.ts";
import * as contract from "#shared/protocol/integrity.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { addStaffObservation } from "./add-staff-observation.ts";
import { addOwnNote } from "./add-own-note.ts";
import { isStaffOf, mayReadRecord } from "./policy.ts";
import { recordedSitting, recordOf } from "./queries.ts";
import { reportObservation } from "./report-observation.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { sittingWatch } from "./sitting-watch.ts";
import { observeStep } from "./steps.ts";

export const integrityRoutes: readonly BoundRoute[] = [
  serve(contract.reportObservation, reportObservation),
  serve(contract.addOwnNote, addOwnNote),
  serve(contract.sittingWatch, sittingWatch),
  serve(contract.addStaffNote, (deps, actor, { params: { sittingId }, body }) =>
    commit(deps, async (uow) => {
      const sitting = await recordedSitting(uow.tx, sittingId);
      if (!sitting || !isStaffOf(actor, sitting)) return err("NOT_FOUND");
      await observeStep(uow, sittingId, "STAFF_NOTE", { text: body.text }, actor.accountId);
      return ok({});
    }),
  ),
  serve(contract.addStaffObservation, addStaffObservation),
  serve(contract.sittingRecord, async ({ db, clock }, actor, { params: { sittingId } }) => {
    const sitting = await recordedSitting(db, sittingId);
    if (!sitting || !mayReadRecord(actor, sitting)) return err("NOT_FOUND");
    return ok(await recordOf(db, sittingId, clock.now()));
  }),
];
