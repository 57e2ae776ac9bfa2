import { Worker } from "node:worker_threads";
import type { Voice } from "./voice.ts";

export interface SealedTrack {
  readonly trackId: string;
  readonly folder: string;
  /** Of the sitting or the room, unwrapped. */
  readonly key: Uint8Array;
  readonly segments: readonly { readonly seq: number; readonly sha256: string }[];
}

export interface VoicesAsked {
  /** The tracks of each person. */
  readonly people: readonly (readonly SealedTrack[])[];
  /** One person's voice only; by default everybody's. */
  readonly wanted: number | undefined;
}

/** Something of it was altered or is lost, and is left out. */
export type ReadVoice = Voice & { readonly isDamaged: boolean };

const workerFile = new URL("./voices-worker.ts", import.meta.url);
let last: Promise<unknown> = Promise.resolve();

/**
 * The voices of people on one clock. Half an hour takes a processor for a good part of a second: a thread of its own
 * does it, so that nobody's save waits for somebody who listens; one at a time, so that its memory stays bounded.
 */
export function readVoices(asked: VoicesAsked): Promise<ReadVoice[]> {
  const result = last.then(() => inThread(asked));
  last = result.catch(() => undefined);
  return result;
}

const inThread = (asked: VoicesAsked): Promise<ReadVoice[]> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(workerFile, { workerData: asked, execArgv: ["--disable-warning=ExperimentalWarning"] });
    worker.once("message", (voices: ReadVoice[]) =>
      // A Buffer arrives as plain bytes.
      resolve(voices.map((voice) => ({ ...voice, ogg: Buffer.from(voice.ogg) }))),
    );
    worker.once("error", reject);
    worker.once("exit", () => reject(new Error("The thread ended without an answer.")));
  });
