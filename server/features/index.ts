import type { OutboxJob, TimedJob } from "../jobs/job.ts";
import { pruneOutbox } from "../jobs/prune-outbox.ts";
import type { BoundCommand, BoundRoute, RefusalWatch, RequestGuard, UnknownWatch } from "../platform/serve.ts";
import { accommodationRoutes } from "./accommodations/routes.ts";
import { forgetLinks } from "./accounts/forget-links.ts";
import { accountRoutes } from "./accounts/routes.ts";
import { secondFactorGuard } from "./accounts/second-factor-guard.ts";
import { answerRoutes } from "./answers/routes.ts";
import { attestationJobs } from "./attestation/issue-attestation.ts";
import { attestationRoutes } from "./attestation/routes.ts";
import { conductRoutes } from "./conduct/routes.ts";
import { demoRoutes } from "./demo/routes.ts";
import { discussionRoutes } from "./discussion/routes.ts";
import { forgetNonces } from "./exam-browser/forget-nonces.ts";
import { equityRoutes } from "./equity/routes.ts";
import { examBrowserGuard } from "./exam-browser/guard.ts";
import { examBrowserRoutes } from "./exam-browser/routes.ts";
import { formRoutes } from "./forms/routes.ts";
import { identityRoutes } from "./identity/routes.ts";
import { expireReviews } from "./incidents/review-decision.ts";
import { incidentRoutes } from "./incidents/routes.ts";
import { integrityRoutes } from "./integrity/routes.ts";
import { noteRefused, noteUnknown } from "./integrity/note-refused.ts";
import { interviewRoutes } from "./interview/routes.ts";
import { itemRoutes } from "./items/routes.ts";
import { journeyRoutes } from "./journey/routes.ts";
import { lateAnswerRoutes } from "./late-answers/routes.ts";
import { liveCommands } from "./live/commands.ts";
import { lockdownRoutes } from "./lockdown/routes.ts";
import { markingJobs, retryAllotment } from "./marking/open-marking.ts";
import { coverAbsences } from "./marking/reallot.ts";
import { hearDiscussionsAgain } from "./marking/hear-again.ts";
import { markingRoutes } from "./marking/routes.ts";
import { remindJob } from "./messages/remind.ts";
import { remindMarkersJob } from "./messages/remind-markers.ts";
import { messageJobs, messageRoutes } from "./messages/routes.ts";
import { paperRoutes } from "./paper/routes.ts";
import { policyRoutes } from "./policies/routes.ts";
import { practiceRoutes } from "./practice/routes.ts";
import { privacyRoutes } from "./privacy/routes.ts";
import { readingRoutes } from "./reading/routes.ts";
import { destroyRecordings } from "./recordings/destroy-recordings.ts";
import { recordingRoutes } from "./recordings/routes.ts";
import { referralRoutes } from "./referrals/routes.ts";
import { rescueRoutes } from "./rescue/routes.ts";
import { resultJobs } from "./results/compute-report.ts";
import { sendingJob } from "./results/send-results.ts";
import { resultRoutes } from "./results/routes.ts";
import { roomRoutes } from "./rooms/routes.ts";
import { sealRecordings } from "./rooms/seal-recordings.ts";
import { watchUnseenJob } from "./rooms/watch-unseen.ts";
import { schedulingRoutes } from "./scheduling/routes.ts";
import { sessionLogRoutes } from "./session-log/routes.ts";
import { closeRunsJob } from "./sitting/close-runs.ts";
import { deviceDelayJob, watchDevicesJob } from "./sitting/device-steps.ts";
import { sittingRoutes } from "./sitting/routes.ts";
import { typedHistoryRoutes } from "./typed-history/routes.ts";
import { writingRoutes } from "./writing/routes.ts";

/** The only place where the server's features meet. */

export const routes: readonly BoundRoute[] = [
  ...accommodationRoutes,
  ...accountRoutes,
  ...answerRoutes,
  ...attestationRoutes,
  ...conductRoutes,
  ...demoRoutes,
  ...discussionRoutes,
  ...equityRoutes,
  ...examBrowserRoutes,
  ...formRoutes,
  ...identityRoutes,
  ...incidentRoutes,
  ...integrityRoutes,
  ...interviewRoutes,
  ...itemRoutes,
  ...journeyRoutes,
  ...lockdownRoutes,
  ...lateAnswerRoutes,
  ...markingRoutes,
  ...messageRoutes,
  ...paperRoutes,
  ...policyRoutes,
  ...practiceRoutes,
  ...privacyRoutes,
  ...readingRoutes,
  ...recordingRoutes,
  ...referralRoutes,
  ...rescueRoutes,
  ...resultRoutes,
  ...roomRoutes,
  ...schedulingRoutes,
  ...sessionLogRoutes,
  ...sittingRoutes,
  ...typedHistoryRoutes,
  ...writingRoutes,
];

/** What every request passes before its command, once it is known who asks. */
export const guards: readonly RequestGuard[] = [secondFactorGuard, examBrowserGuard];

/** What a candidate asks for that is not theirs is seen, and not only refused. */
export const onRefused: RefusalWatch = noteRefused;

/** So is what their socket says that no command knows. */
export const onUnknown: UnknownWatch = noteUnknown;

export const commands: readonly BoundCommand[] = [...liveCommands];

/** One job per topic: a topic with several readers is several topics. */
export const outboxJobs: readonly OutboxJob[] = [deviceDelayJob, ...markingJobs, ...resultJobs, sendingJob, ...attestationJobs, ...messageJobs];

export const timedJobs: readonly TimedJob[] = [
  closeRunsJob,
  watchDevicesJob,
  watchUnseenJob,
  remindJob,
  remindMarkersJob,
  retryAllotment,
  coverAbsences,
  hearDiscussionsAgain,
  sealRecordings,
  destroyRecordings,
  expireReviews,
  pruneOutbox,
  forgetLinks,
  forgetNonces,
];
