import * as contract from "#shared/protocol/incidents.ts";
import { myIncidents as mine } from "#shared/protocol/my-incidents.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { answerIncident, noteCallStatement } from "./answer-incident.ts";
import { addCallRecording, callRecording } from "./call-recording.ts";
import { proposeDecision, signDecision } from "./decide-incident.ts";
import { openIncident } from "./open-incident.ts";
import { incidentFile, incidentQueue, incidentTaxonomy, myIncidents, sittingIncidents } from "./read-incidents.ts";
import { answerDecision, concludeReview } from "./review-decision.ts";
import { extendAnswerTime, sendIncidentFacts } from "./send-facts.ts";
import { stopActivity } from "./stop-activity.ts";

export const incidentRoutes: readonly BoundRoute[] = [
  serve(contract.incidentTaxonomy, incidentTaxonomy),
  serve(contract.openIncident, openIncident),
  serve(contract.stopActivity, stopActivity),
  serve(contract.sendIncidentFacts, sendIncidentFacts),
  serve(contract.extendAnswerTime, extendAnswerTime),
  serve(contract.answerIncident, answerIncident),
  serve(contract.noteCallStatement, noteCallStatement),
  serve(contract.addCallRecording, addCallRecording),
  serve(contract.callRecording, callRecording),
  serve(contract.proposeDecision, proposeDecision),
  serve(contract.signDecision, signDecision),
  serve(contract.answerDecision, answerDecision),
  serve(contract.concludeReview, concludeReview),
  serve(contract.incidentFile, incidentFile),
  serve(contract.sittingIncidents, sittingIncidents),
  serve(mine, myIncidents),
  serve(contract.incidentQueue, incidentQueue),
];
