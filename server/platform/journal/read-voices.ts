import { Worker } from "node:worker_threads";
import type { Film } from "./film.ts";
import type { ShelfOptions } from "../shelf/shelf.ts";
import type { Voice } from "./voice.ts";

export interface SealedTrack {
  readonly trackId: string;
  readonly folder: string;
  /** Of the sitting or the room, unwrapped. */
  readonly key: Uint8Array;
  readonly segments: readonly {
    readonly seq: number;
    readonly sha256: string;
    /** Its name in the store, for what is not in the folder any more. */
    readonly shelfName: string;
  }[];
}

export interface VoicesAsked {
  /** The tracks of each person. */
  readonly people: readonly (readonly SealedTrack[])[];
  /** One person's voice only; by default everybody's. */
  readonly wanted: number | undefined;
  readonly shelf: ShelfOptions | undefined;
}

export interface FilmAsked {
  /** As for voices: everybody, since together they say when the recording begins. */
  readonly people: VoicesAsked["people"];
  readonly shelf: ShelfOptions | undefined;
  readonly film: { readonly person: number; readonly picture: "camera" | "screen" };
}

/** Something of it was altered or is lost, and is left out. */
export type ReadVoice = Voice & { readonly isDamaged: boolean };
export type ReadFilm = Film & { readonly isDamaged: boolean };

const workerFile = new URL("./voices-worker.ts", import.meta.url);
let last: Promise<unknown> = Promise.resolve();

/**
 * The voices of people on one clock. Half an hour takes a processor for a good part of a second: a thread of its own
 * does it, so that nobody's save waits for somebody who listens; one at a time, so that its memory stays bounded.
 */
export const readVoices = (asked: VoicesAsked): Promise<ReadVoice[]> =>
  // A Buffer arrives as plain bytes.
  inTurn<ReadVoice[]>(asked).then((voices) => voices.map((voice) => ({ ...voice, ogg: Buffer.from(voice.ogg) })));

/** One person, seen and heard, on the same clock. */
export const readFilm = (asked: FilmAsked): Promise<ReadFilm> =>
  inTurn<ReadFilm>(asked).then((film) => ({ ...film, webm: Buffer.from(film.webm) }));

function inTurn<T>(asked: VoicesAsked | FilmAsked): Promise<T> {
  const result = last.then(() => inThread<T>(asked));
  last = result.catch(() => undefined);
  return result;
}

const inThread = <T>(asked: VoicesAsked | FilmAsked): Promise<T> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(workerFile, { workerData: asked, execArgv: ["--disable-warning=ExperimentalWarning"] });
    worker.once("message", (answer: T) => resolve(answer));
    worker.once("error", reject);
    worker.once("exit", () => reject(new Error("The thread ended without an answer.")));
  });
