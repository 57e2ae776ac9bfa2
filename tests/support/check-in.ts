import { checkIn, joinRoom, openCheckIn } from "#shared/protocol/rooms.ts";
import type { Caller } from "./caller.ts";

/** Adviser and candidate meet in the check-in call; in person they meet at the door. */
export async function meetInCall(adviser: Caller, candidate: Caller, sittingId: string): Promise<void> {
  if (!(await adviser.must(checkIn, { params: { sittingId } })).hasMedia) return;
  const { roomId } = await adviser.must(openCheckIn, { params: { sittingId } });
  for (const caller of [adviser, candidate]) await joinOnceReady(caller, roomId);
}

/** A media node that has just started says a moment later that it is there. */
export async function joinOnceReady(caller: Caller, roomId: string): Promise<void> {
  for (let attempt = 0; attempt < 40; attempt += 1) {
    const joined = await caller.call(joinRoom, { params: { roomId } });
    if (joined.ok || joined.code !== "UNAVAILABLE") break;
    await new Promise((later) => setTimeout(later, 250));
  }
  await caller.must(joinRoom, { params: { roomId } });
}
