import * as contract from "#shared/protocol/interview.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { closeInterview, revealElement, setInterviewSection } from "./lead-interview.ts";
import { openInterview } from "./open-interview.ts";
import { interviewDesk, myInterview } from "./views.ts";

export const interviewRoutes: readonly BoundRoute[] = [
  serve(contract.interviewDesk, interviewDesk),
  serve(contract.openInterview, openInterview),
  serve(contract.setInterviewSection, setInterviewSection),
  serve(contract.revealElement, revealElement),
  serve(contract.closeInterview, closeInterview),
  serve(contract.myInterview, myInterview),
];
