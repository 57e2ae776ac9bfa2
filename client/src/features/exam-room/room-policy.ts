import { useRoute } from "#client/net/query.ts";
import { defaultRoomPolicy } from "#shared/domain/writing/room-policy.ts";
import { roomPolicy, type RoomPolicyView } from "#shared/protocol/exam-content.ts";

const unknown: RoomPolicyView = { ...defaultRoomPolicy, rescueKey: "" };

/** What the installation has decided about this room; until it is known, the usual. */
export const useRoomPolicy = (sittingId: string): RoomPolicyView =>
  useRoute(roomPolicy, { params: { sittingId } }, { pollMs: false }).data ?? unknown;
