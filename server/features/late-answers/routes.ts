import * as contract from "#shared/protocol/late-answers.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { decideLate } from "./decide-late.ts";
import { lateArrivals } from "./list-late.ts";

export const lateAnswerRoutes: readonly BoundRoute[] = [
  serve(contract.lateArrivals, lateArrivals),
  serve(contract.decideLate, decideLate),
];
