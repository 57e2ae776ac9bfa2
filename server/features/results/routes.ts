import * as annulments from "#shared/protocol/annulments.ts";
import * as contract from "#shared/protocol/results.ts";
import * as search from "#shared/protocol/result-search.ts";
import * as sendings from "#shared/protocol/sendings.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { annulResult, proposeAnnulment } from "./annul-result.ts";
import { askReview } from "./ask-review.ts";
import { checkReading } from "./check-reading.ts";
import { confirmResult, holdResult, releaseResult } from "./decide-result.ts";
import { resultList, resultOf, scoringInputFile } from "./desk.ts";
import { evidenceFile } from "./evidence.ts";
import { findResults } from "./find-results.ts";
import { sendingBatches, sendResults, stopSending } from "./send-results.ts";
import { myResult } from "./my-result.ts";
import { toldOutcomes } from "./told-outcomes.ts";

export const resultRoutes: readonly BoundRoute[] = [
  serve(contract.resultList, resultList),
  serve(search.findResults, findResults),
  serve(contract.resultOf, resultOf),
  serve(contract.scoringInputFile, scoringInputFile),
  serve(contract.evidenceFile, evidenceFile),
  serve(sendings.toldOutcomes, toldOutcomes),
  serve(contract.confirmResult, confirmResult),
  serve(sendings.sendResults, sendResults),
  serve(sendings.sendingBatches, sendingBatches),
  serve(sendings.stopSending, stopSending),
  serve(contract.holdResult, holdResult),
  serve(contract.releaseResult, releaseResult),
  serve(annulments.proposeAnnulment, proposeAnnulment),
  serve(annulments.annulResult, annulResult),
  serve(contract.checkReading, checkReading),
  serve(contract.myResult, myResult),
  serve(contract.askReview, askReview),
];
