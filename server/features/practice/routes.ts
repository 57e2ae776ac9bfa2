import { ok } from "#shared/kernel/result.ts";
import * as contract from "#shared/protocol/practice.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { latestPractice } from "../sitting/queries.ts";
import { continuePractice } from "./continue-practice.ts";
import { startPractice } from "./start-practice.ts";

export const practiceRoutes: readonly BoundRoute[] = [
  serve(contract.currentPractice, async ({ db }, actor) => {
    const found = await latestPractice(db, actor.accountId);
    return ok({ practice: found && { sittingId: found.id, state: found.state } });
  }),
  serve(contract.startPractice, startPractice),
  serve(contract.continuePractice, continuePractice),
];
