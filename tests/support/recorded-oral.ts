import { ok } from "#shared/kernel/result.ts";
import { createMediaOffice } from "#server/features/rooms/media-office.ts";
import { sealRecordings } from "#server/features/rooms/seal-recordings.ts";
import { moveRoomStep, openRoomStep } from "#server/features/rooms/steps.ts";
import { recordTypes } from "#server/platform/journal/format.ts";
import { JournalWriter, journalNowMs } from "#server/platform/journal/journal-writer.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import type { TestApp } from "./app.ts";
import { frameOf } from "./exam-room.ts";
import { quietPacket } from "./quiet-packet.ts";
import { nth, type SessionWorld } from "./session-world.ts";

/** An oral activity of which two voices were recorded, the candidate's and the first adviser's, over and sealed. */
export async function recordOral(app: TestApp, world: SessionWorld, kind: "DISCUSSION" | "INTERVIEW"): Promise<void> {
  const { sessionId } = world;
  const { sittingId, accountId } = nth(world.candidates, 0);
  const adviserId = nth(world.advisers, 0).accountId;
  const of = kind === "INTERVIEW" ? { sittingId, frame: {} } : { sittingId: null, frame: frameOf(world, sittingId, app.clock.now()) };
  const opened = await commit(app.deps, async (uow) => ok(await openRoomStep(uow, { kind, sessionId, ...of }, adviserId)));
  if (!opened.ok) throw new Error("The room did not open.");
  const roomId = opened.value.id;
  const office = createMediaOffice(app.deps);
  await office.report({ url: "", capacity: 9, people: 0, load: 0, isDraining: false, rooms: [], present: [] });
  for (const peer of [accountId, adviserId]) {
    const track = await office.openTrack({ room: roomId, peer, source: "microphone" });
    if (!track) throw new Error("Nothing may be kept.");
    const writer = new JournalWriter({ ...track, meta: { levelId: 10 }, onSealed: (segment) => office.enterSegment(segment), onFailed: (error) => { throw error; } });
    const startMs = journalNowMs();
    for (let index = 0; index < 50; index += 1) writer.append(recordTypes.rtp, quietPacket(index), startMs + index * 20);
    await writer.close();
    await office.endTrack(track.trackId);
  }
  await commit(app.deps, (uow) => moveRoomStep(uow, { id: roomId, state: "OPEN", sessionId, sittingId: of.sittingId }, "close", adviserId));
  await sealRecordings.run(app.deps);
}
