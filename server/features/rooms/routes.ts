import { randomBytes } from "node:crypto";
import { ok } from "#shared/kernel/result.ts";
import * as captionContract from "#shared/protocol/captions.ts";
import * as contract from "#shared/protocol/rooms.ts";
import * as sideContract from "#shared/protocol/side-camera.ts";
import * as tableContract from "#shared/protocol/table-microphones.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { addCaption, roomCaptions } from "./captions.ts";
import { checkIn, closeCheckIn, openCheckIn } from "./check-in.ts";
import { joinRoom } from "./join-room.ts";
import { giveMicrophone, joinTable, tableMicrophones, enterMicrophone } from "./table-microphones.ts";
import {
  endSideCamera,
  enterSideCamera,
  joinSideCamera,
  pairSideCamera,
  sideCameraNow,
  stopSideCamera,
} from "./side-camera.ts";
import { sessionSupervision } from "./session-supervision.ts";
import { lastTechCheck, sendTechCheck, techCheckOf } from "./tech-check.ts";
import { joinTrialRoom, saveTrial } from "./trial.ts";

export const roomRoutes: readonly BoundRoute[] = [
  serve(contract.joinRoom, joinRoom),
  serve(contract.openCheckIn, openCheckIn),
  serve(contract.checkIn, checkIn),
  serve(contract.closeCheckIn, closeCheckIn),
  serve(captionContract.roomCaptions, roomCaptions),
  serve(captionContract.addCaption, addCaption),
  serve(tableContract.tableMicrophones, tableMicrophones),
  serve(tableContract.giveMicrophone, giveMicrophone),
  serve(tableContract.enterMicrophone, enterMicrophone),
  serve(tableContract.joinTable, joinTable),
  serve(sideContract.pairSideCamera, pairSideCamera),
  serve(sideContract.stopSideCamera, stopSideCamera),
  serve(sideContract.enterSideCamera, enterSideCamera),
  serve(sideContract.sideCameraNow, sideCameraNow),
  serve(sideContract.joinSideCamera, joinSideCamera),
  serve(sideContract.endSideCamera, endSideCamera),
  serve(contract.sessionSupervision, sessionSupervision),
  serve(contract.sendTechCheck, sendTechCheck),
  serve(contract.lastTechCheck, lastTechCheck),
  serve(contract.techCheckOf, techCheckOf),
  serve(contract.joinTrialRoom, joinTrialRoom),
  serve(contract.saveTrial, saveTrial),
  serve(contract.probeDown, async () =>
    ok({ bytes: randomBytes(contract.probeBytes), mime: "application/octet-stream", fileName: "probe.bin" }),
  ),
  serve(contract.probeUp, async (_deps, _actor, { body }) => ok({ bytes: body.bytes.byteLength })),
];
