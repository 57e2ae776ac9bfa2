import { ok } from "#shared/kernel/result.ts";
import * as contract from "#shared/protocol/journey.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { openRunOf } from "../sitting/queries.ts";
import { readJourneys } from "./read-journeys.ts";

export const journeyRoutes: readonly BoundRoute[] = [
  serve(contract.journey, readJourneys),
  serve(contract.myOpenActivity, async ({ db, clock }, actor) => {
    const run = await openRunOf(db, actor.accountId);
    const open = run && { ...run, endsAt: run.endsAt?.toISOString() ?? null };
    return ok({ open, serverNow: clock.now().toISOString() });
  }),
];
