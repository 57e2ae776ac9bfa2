import * as contract from "#shared/protocol/equity.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { answerFinding } from "./answer-finding.ts";
import { equityNumbers, publishedEquity } from "./export-report.ts";
import { equityReport } from "./read-report.ts";

export const equityRoutes: readonly BoundRoute[] = [
  serve(contract.equityReport, equityReport),
  serve(contract.answerFinding, answerFinding),
  serve(contract.publishedEquity, publishedEquity),
  serve(contract.equityNumbers, equityNumbers),
];
