import { checkIn, joinRoom, openCheckIn } from "#shared/protocol/rooms.ts";
import type { Caller } from "./caller.ts";

/** Adviser and candidate meet in the check-in call; in person they meet at the door. */
export async function meetInCall(adviser: Caller, candidate: Caller, sittingId: string): Promise<void> {
  if (!(await adviser.must(checkIn, { params: { sittingId } })).hasMedia) return;
  const { roomId } = await adviser.must(openCheckIn, { params: { sittingId } });
  for (const caller of [adviser, candidate]) await caller.must(joinRoom, { params: { roomId } });
}
