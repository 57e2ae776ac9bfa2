import { err, ok } from "#shared/kernel/result.ts";
import * as contract from "#shared/protocol/conduct.ts";
import * as ending from "#shared/protocol/ending.ts";
import * as watching from "#shared/protocol/watching.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { advisesSession } from "../sitting/queries.ts";
import { boardOf } from "./board.ts";
import { callAgain } from "./call-again.ts";
import { closeSession } from "./close-session.ts";
import { creditTime } from "./credit-time.ts";
import { answerEnd, endActivity } from "./end-activity.ts";
import { entrustWatching, myCaptioning, sessionWatchers, withdrawWatching } from "./entrusting.ts";
import { holdSession, releaseSession } from "./hold-session.ts";
import { markAbsent, postponeSitting } from "./leave-out.ts";
import { openActivity } from "./open-activity.ts";
import { pauseSittings } from "./pause-sittings.ts";
import { sessionsOf, watchedBy } from "./queries.ts";
import { recordReader } from "./record-reader.ts";
import { resumeSittings } from "./resume-sittings.ts";
import { startSession } from "./start-session.ts";
import { supervisionWall } from "./wall.ts";

export const conductRoutes: readonly BoundRoute[] = [
  serve(contract.deskSessions, async ({ db, clock }, actor) =>
    ok({
      sessions: await sessionsOf(db, actor.accountId),
      watching: await watchedBy(db, actor.accountId),
      serverNow: clock.now().toISOString(),
    }),
  ),
  serve(contract.sessionBoard, async ({ db, clock }, actor, { params: { sessionId } }) => {
    if (!(await advisesSession(db, actor.accountId, sessionId))) return err("NOT_FOUND");
    return ok(await boardOf(db, sessionId, clock.now()));
  }),
  serve(contract.recordReader, recordReader),
  serve(contract.startSession, startSession),
  serve(contract.openActivity, openActivity),
  serve(contract.creditTime, creditTime),
  serve(contract.pauseSittings, pauseSittings),
  serve(contract.callAgain, callAgain),
  serve(contract.resumeSittings, resumeSittings),
  serve(contract.holdSession, holdSession),
  serve(contract.releaseSession, releaseSession),
  serve(ending.endActivity, endActivity),
  serve(ending.answerEnd, answerEnd),
  serve(contract.markAbsent, markAbsent),
  serve(contract.postponeSitting, postponeSitting),
  serve(contract.closeSession, closeSession),
  serve(watching.sessionWatchers, sessionWatchers),
  serve(watching.entrustWatching, entrustWatching),
  serve(watching.withdrawWatching, withdrawWatching),
  serve(watching.supervisionWall, supervisionWall),
  serve(watching.myCaptioning, myCaptioning),
];
