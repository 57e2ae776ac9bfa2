import { err, ok } from "#shared/kernel/result.ts";
import * as contract from "#shared/protocol/rescue.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { recordedSitting } from "../integrity/queries.ts";
import { importRescue } from "./import-rescue.ts";
import { mayImportFor } from "./policy.ts";
import { rescueDeskOf } from "./queries.ts";

export const rescueRoutes: readonly BoundRoute[] = [
  serve(contract.importRescue, importRescue),
  serve(contract.rescueDesk, async ({ db }, actor, { params: { sittingId } }) => {
    const sitting = await recordedSitting(db, sittingId);
    if (!sitting || !mayImportFor(actor, sitting)) return err("NOT_FOUND");
    return ok(await rescueDeskOf(db, sittingId));
  }),
];
