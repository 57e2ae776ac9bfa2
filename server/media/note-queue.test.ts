import pino from "pino";
import { expect, test } from "vitest";
import type { RoomNote } from "../platform/media-office.ts";
import { NoteQueue } from "./note-queue.ts";

const silent = pino({ level: "silent" });

test("[MEDIA-19] notes are written in their order, and one that cannot be written is tried again before the next", async () => {
  const written: string[] = [];
  let failures = 1;
  const done = Promise.withResolvers<void>();
  const notes = new NoteQueue(
    "room",
    {
      note: async (room, { kind, peer }: RoomNote) => {
        if (kind === "SOURCE_BACK" && failures > 0) {
          failures -= 1;
          throw new Error("The database is away.");
        }
        written.push(`${room} ${kind} ${peer}`);
        if (written.length === 3) done.resolve();
      },
    },
    silent,
  );
  notes.add({ kind: "SOURCE_LOST", peer: "kim", source: "camera", sinceMs: 0 });
  notes.add({ kind: "SOURCE_BACK", peer: "kim", source: "camera" });
  notes.add({ kind: "SOURCE_LOST", peer: "ana", source: "camera", sinceMs: 0 });
  await done.promise;
  expect(written).toEqual(["room SOURCE_LOST kim", "room SOURCE_BACK kim", "room SOURCE_LOST ana"]);
});
