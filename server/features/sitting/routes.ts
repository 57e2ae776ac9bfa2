import { err, ok } from "#shared/kernel/result.ts";
import * as contract from "#shared/protocol/sitting.ts";
import * as seat from "#shared/protocol/seat.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { arrive } from "./arrive.ts";
import { continueSitting } from "./continue-sitting.ts";
import { heartbeat } from "./heartbeat.ts";
import { candidateSitting, sittingsOf } from "./queries.ts";
import { requestSeat } from "./seat-commands.ts";
import { submitRun } from "./submit-run.ts";
import { endBreak, startBreak } from "./take-break.ts";

export const sittingRoutes: readonly BoundRoute[] = [
  serve(contract.mySitting, async ({ db, clock }, actor, { params }) => {
    const view = await candidateSitting(db, actor, params.sittingId, clock.now());
    return view ? ok({ ...view, serverNow: clock.now().toISOString() }) : err("NOT_FOUND");
  }),
  serve(contract.mySittings, async ({ db, clock }, actor) =>
    ok({ sittings: await sittingsOf(db, actor.accountId, clock.now()) }),
  ),
  serve(contract.arrive, arrive),
  serve(contract.heartbeat, heartbeat),
  serve(contract.continueSitting, continueSitting),
  serve(contract.submitRun, submitRun),
  serve(contract.startBreak, startBreak),
  serve(contract.endBreak, endBreak),
  serve(seat.requestSeat, requestSeat),
];
