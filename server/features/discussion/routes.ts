import * as contract from "#shared/protocol/discussion.ts";
import * as floorContract from "#shared/protocol/floor.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { myDiscussion } from "./candidate-view.ts";
import { discussionDesk } from "./desk-view.ts";
import { decideAbsence } from "./decide-absence.ts";
import { giveFloor, raiseHand } from "./give-floor.ts";
import { giveGateOpinion } from "./give-gate-opinion.ts";
import { closeDiscussion, recordPrompt, setDiscussionPart } from "./lead-discussion.ts";
import { openDiscussion } from "./open-discussion.ts";
import { speakingTimes } from "./speaking-times.ts";

export const discussionRoutes: readonly BoundRoute[] = [
  serve(contract.discussionDesk, discussionDesk),
  serve(contract.openDiscussion, openDiscussion),
  serve(contract.setDiscussionPart, setDiscussionPart),
  serve(contract.recordPrompt, recordPrompt),
  serve(contract.closeDiscussion, closeDiscussion),
  serve(contract.giveGateOpinion, giveGateOpinion),
  serve(contract.myDiscussion, myDiscussion),
  serve(floorContract.raiseHand, raiseHand),
  serve(floorContract.giveFloor, giveFloor),
  serve(floorContract.speakingTimes, speakingTimes),
  serve(floorContract.decideAbsence, decideAbsence),
];
