import * as contract from "#shared/protocol/answers.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { saveAnswers } from "./save-answers.ts";
import { takeLease } from "./take-lease.ts";

export const answerRoutes: readonly BoundRoute[] = [
  serve(contract.takeLease, takeLease),
  serve(contract.saveAnswers, saveAnswers),
];
