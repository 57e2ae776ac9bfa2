import type { RoomEntry } from "#shared/protocol/rooms.ts";
import type { Entry } from "./session-state.ts";

/** As WebRTC wants them: what a server does not ask for is left out. */
export const iceServersOf = (given: RoomEntry["iceServers"]): Entry["iceServers"] =>
  given.map(({ urls, username, credential }) => ({
    urls,
    ...(username ? { username } : {}),
    ...(credential ? { credential } : {}),
  }));
