import type { MediaSource } from "#shared/protocol/media.ts";
import type { SpeechPiece } from "#shared/speech/detect-speech.ts";
import type { SealedSegment } from "./journal/journal-writer.ts";

/**
 * What a media node asks of the application, which alone knows what a room is. Between the two there are opaque names
 * only; the application implements it, tests give one of their own.
 */
export interface MediaOffice {
  /**
   * Says that this node lives and what it holds. Answers which of its rooms are over, who has to leave one, and which live elsewhere now or,
   * when it wants to be rid of them, can.
   */
  report(node: NodeReport): Promise<{
    readonly closed: readonly string[];
    readonly moved: readonly string[];
    /** Who of those that are present may not be in their room any more. */
    readonly expelled?: readonly { readonly room: string; readonly peer: string }[];
    /** Extracts that somebody asked for, each told once. */
    readonly clips?: readonly ClipAsked[];
  }>;
  /** An extract is on the disk whole, or there was nothing to keep. */
  endClip?(clipId: string, isKept: boolean): Promise<void>;
  /** From now on this node is given no room; those that it has are placed again as their people come back. */
  leave(): Promise<void>;
  /** Begins to keep one source of one person; undefined when nothing of them may be kept here. */
  openTrack(given: { readonly room: string; readonly peer: string; readonly source: string; readonly clipId?: string }): Promise<OpenTrack | undefined>;
  /** Writes down who spoke from when to when; the same piece twice is one. */
  noteSpeech(room: string, pieces: readonly SpeechPiece[]): Promise<void>;
  enterSegment(segment: SealedSegment): Promise<void>;
  endTrack(trackId: string): Promise<void>;
  /** Something happened in a room that belongs into its books. */
  note(room: string, note: RoomNote): Promise<void>;
  /** Tracks of this node that have no end: their process died. */
  unfinishedTracks(): Promise<readonly { readonly trackId: string; readonly folder: string; readonly known: readonly number[] }[]>;
}

export interface ClipAsked {
  readonly clipId: string;
  readonly room: string;
  readonly peer: string;
  readonly secondsBefore: number;
  readonly secondsAfter: number;
}

export interface OpenTrack {
  readonly trackId: string;
  readonly folder: string;
  readonly key: Uint8Array;
}

export interface NodeReport {
  /** Where browsers signal to it; empty for the address of their page. */
  readonly url: string;
  readonly capacity: number;
  readonly people: number;
  /** How busy its busiest worker is, 0 to 1. */
  readonly load: number;
  /** It is about to stop, or its workers die too often: it is given a room only where no other node is left. */
  readonly isDraining: boolean;
  readonly rooms: readonly string[];
  /** Who is connected to each of them at this moment; `microphones` are those of them that are a device without a person. */
  readonly present: readonly {
    readonly room: string;
    readonly peers: readonly string[];
    readonly microphones?: readonly string[];
  }[];
}

export interface SourceLoss {
  /** When something of it last arrived, or was first looked for, by the node's own clock: never by a person's device. */
  readonly sinceMs: number;
  /** Another page of the same person took over and has not brought it; or nothing of it has ever arrived. */
  readonly why?: "HANDED_OVER" | "NEVER";
}

/**
 * What a media node notices of people who are watched: a source that is gone or back, somebody who speaks to them. And of
 * anybody whom it lets in, that they said what no command knows.
 */
export type RoomNote =
  | ({ readonly kind: "SOURCE_LOST"; readonly peer: string; readonly source: MediaSource } & SourceLoss)
  | { readonly kind: "SOURCE_BACK"; readonly peer: string; readonly source: MediaSource }
  | { readonly kind: "TALK_BEGUN"; readonly peer: string; readonly by: string }
  | { readonly kind: "TALK_ENDED"; readonly peer: string; readonly by: string; readonly why: "STOPPED" | "LEFT" | "LOST" | "OTHER_TALK" }
  | { readonly kind: "UNKNOWN_MESSAGE"; readonly peer: string };
