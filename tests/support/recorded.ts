import { ok } from "#shared/kernel/result.ts";
import { createMediaOffice } from "#server/features/rooms/media-office.ts";
import { sealRecordings } from "#server/features/rooms/seal-recordings.ts";
import { moveRoomStep, openRoomStep } from "#server/features/rooms/steps.ts";
import { recordTypes } from "#server/platform/journal/format.ts";
import { JournalWriter, journalNowMs } from "#server/platform/journal/journal-writer.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import type { TestApp } from "./app.ts";
import { nth, type SessionWorld } from "./session-world.ts";

/** Recordings as a media node would have made them of a browser. */

function head(sequence: number, ticks: number, ssrc: number, isLast: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt8(0x80, 0);
  bytes.writeUInt8((isLast ? 0x80 : 0) | 96, 1);
  bytes.writeUInt16BE(sequence, 2);
  bytes.writeUInt32BE(ticks, 4);
  bytes.writeUInt32BE(ssrc, 8);
  return bytes;
}

/** Twenty milliseconds of sound each. */
export const soundPacket = (index: number): Buffer =>
  Buffer.concat([head(index, index * 960, 7, false), Buffer.from([0xf8, 0xff, 0xfe])]);

/** Ten pictures a second, of 640 × 480, each standing alone. */
export const picturePacket = (index: number): Buffer =>
  Buffer.concat([
    head(index, index * 9_000, 5, true),
    Buffer.from([0x10]),
    Buffer.from([0x10, 0, 0, 0x9d, 0x01, 0x2a, 0x80, 0x02, 0xe0, 0x01, index & 0xff, 0]),
  ]);

export async function openInterview(app: TestApp, world: SessionWorld): Promise<string> {
  const { sittingId } = nth(world.candidates, 0);
  const room = { kind: "INTERVIEW", sessionId: world.sessionId, sittingId, frame: {} } as const;
  const opened = await commit(app.deps, async (uow) => ok(await openRoomStep(uow, room, nth(world.advisers, 0).accountId)));
  if (!opened.ok) throw new Error("The room did not open.");
  return opened.value.id;
}

/** A second of each source; answers the folder that it is in, or undefined where it may not be kept. */
export async function keepSecond(app: TestApp, room: string, peer: string, source: "microphone" | "camera", clipId?: string): Promise<string | undefined> {
  const office = createMediaOffice(app.deps);
  const track = await office.openTrack({ room, peer, source, ...(clipId ? { clipId } : {}) });
  if (!track) return undefined;
  const fail = (error: unknown): void => {
    throw error;
  };
  const meta = { source, epoch: 1, levelId: null };
  const writer = new JournalWriter({ ...track, meta, onSealed: (segment) => office.enterSegment(segment), onFailed: fail });
  const startMs = journalNowMs();
  const [count, everyMs, packet] = source === "camera" ? ([10, 100, picturePacket] as const) : ([50, 20, soundPacket] as const);
  for (let index = 0; index < count; index += 1) writer.append(recordTypes.rtp, packet(index), startMs + index * everyMs);
  await writer.close();
  await office.endTrack(track.trackId);
  return track.folder;
}

export async function closeAndSeal(app: TestApp, roomId: string): Promise<void> {
  await commit(app.deps, async (uow) => {
    const select = { id: true, state: true, sessionId: true, sittingId: true } as const;
    const room = await uow.tx.room.findUniqueOrThrow({ where: { id: roomId }, select });
    return moveRoomStep(uow, room, "close", room.sessionId);
  });
  await sealRecordings.run(app.deps);
}
