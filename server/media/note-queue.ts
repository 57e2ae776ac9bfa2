import { setTimeout as pause } from "node:timers/promises";
import type { Log } from "../platform/log.ts";
import type { MediaOffice, RoomNote } from "../platform/media-office.ts";

/** Some four minutes in all: a database that is started again, or a pool that is busy, has come back by then. */
const tries = 20;
const longestPauseMs = 15_000;

/**
 * What a room has noticed, written one after another and again while it cannot be: a source that is back and was not
 * noted would leave a clock standing for ever. The room goes on whatever becomes of it.
 */
export class NoteQueue {
  readonly #room: string;
  readonly #office: Pick<MediaOffice, "note">;
  readonly #log: Log;
  #last: Promise<void> = Promise.resolve();

  constructor(room: string, office: Pick<MediaOffice, "note">, log: Log) {
    this.#room = room;
    this.#office = office;
    this.#log = log;
  }

  add(note: RoomNote): void {
    this.#last = this.#last.then(() => this.#write(note));
  }

  async #write(note: RoomNote): Promise<void> {
    for (let tried = 1; ; tried += 1) {
      try {
        return await this.#office.note(this.#room, note);
      } catch (error) {
        const about = { err: error, room: this.#room, kind: note.kind };
        if (tried === tries) return this.#log.error(about, "media: a note was lost");
        this.#log.warn(about, "media: a note could not be written yet");
        await pause(Math.min(longestPauseMs, 250 * 2 ** tried), undefined, { ref: false });
      }
    }
  }
}
