import * as contract from "#shared/protocol/discussion.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { myDiscussion } from "./candidate-view.ts";
import { discussionDesk } from "./desk-view.ts";
import { giveGateOpinion } from "./give-gate-opinion.ts";
import { closeDiscussion, recordPrompt, setDiscussionPart } from "./lead-discussion.ts";
import { openDiscussion } from "./open-discussion.ts";

export const discussionRoutes: readonly BoundRoute[] = [
  serve(contract.discussionDesk, discussionDesk),
  serve(contract.openDiscussion, openDiscussion),
  serve(contract.setDiscussionPart, setDiscussionPart),
  serve(contract.recordPrompt, recordPrompt),
  serve(contract.closeDiscussion, closeDiscussion),
  serve(contract.giveGateOpinion, giveGateOpinion),
  serve(contract.myDiscussion, myDiscussion),
];
