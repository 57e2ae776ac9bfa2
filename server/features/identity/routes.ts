import * as contract from "#shared/protocol/identity.ts";
import * as rooms from "#shared/protocol/room-look.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { askOrder, giveOrderWord, orderQuestion } from "./ask-order.ts";
import { identityFacts } from "./identity-facts.ts";
import { recordIdentityCheck } from "./record-identity-check.ts";
import { recordRecheck } from "./record-recheck.ts";
import { beginRoomLook, endRoomLook, noteRoomStep, roomLooks } from "./room-look.ts";

export const identityRoutes: readonly BoundRoute[] = [
  serve(contract.recordIdentityCheck, recordIdentityCheck),
  serve(contract.identityFacts, identityFacts),
  serve(contract.askOrder, askOrder),
  serve(contract.orderQuestion, orderQuestion),
  serve(contract.giveOrderWord, giveOrderWord),
  serve(contract.recordRecheck, recordRecheck),
  serve(rooms.roomLooks, roomLooks),
  serve(rooms.beginRoomLook, beginRoomLook),
  serve(rooms.noteRoomStep, noteRoomStep),
  serve(rooms.endRoomLook, endRoomLook),
];
