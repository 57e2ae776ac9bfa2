import type { EasingAct, EasingRules } from "#shared/domain/rooms/easing.ts";
import type { MediaSource, Member, ProducerInfo, RoomPart } from "#shared/protocol/media.ts";

/**
 * `live` is said only when the transports are up. `reconnecting`: it was lost, or two attempts to enter were in vain; the
 * next one follows by itself. `superseded`: the same person entered from elsewhere. `closed`: the
 * room is over, or this person may no longer be in it.
 */
export type Connection = "connecting" | "live" | "reconnecting" | "superseded" | "closed" | "unsupported";

/** What put one out of the room, with the code of the refusal where the door gave one. */
export interface PutOut {
  readonly by: "superseded" | "closed";
  readonly refusal: string | undefined;
}

/** One source of somebody else, as it plays here. */
export interface RemoteSource extends ProducerInfo {
  readonly stream: MediaStream;
}

export interface SessionState {
  readonly connection: Connection;
  /** Until one is in again: whoever enters again, and waits, still reads why they are out. */
  readonly putOut: PutOut | undefined;
  /** One's own name in the room. */
  readonly me: string;
  readonly members: readonly Member[];
  readonly remotes: readonly RemoteSource[];
  /** Who is heard now, the loudest first. */
  readonly speaking: readonly string[];
  /** How well one's own sources arrive at the server, 0 to 10; absent until it is known. */
  readonly quality: { readonly [source in MediaSource]?: number };
  /** What gives way of one's own pictures because the line is weak, in the order in which it was taken. */
  readonly eased: readonly EasingAct[];
  /** Nothing comes back from the media node on the path by which one sends: noticed before any socket is missed. */
  readonly isSilent: boolean;
  /** One's own open microphone gives nothing but digital silence. */
  readonly isSoundless: boolean;
  /** With whom one is in a private talk. */
  readonly partner: { readonly peer: string; readonly name: string } | undefined;
  /** Somebody looks at oneself in full. */
  readonly isWatched: boolean;
}

export const initialState: SessionState = {
  connection: "connecting",
  putOut: undefined,
  me: "",
  members: [],
  remotes: [],
  speaking: [],
  quality: {},
  eased: [],
  isSilent: false,
  isSoundless: false,
  partner: undefined,
  isWatched: false,
};

/** What the web tier gives to enter a room. Asked again at each new connection, because a ticket lives minutes. */
export interface Entry {
  readonly room: string;
  readonly me: string;
  readonly mediaUrl: string;
  readonly ticket: string;
  readonly canPublish: readonly MediaSource[];
  /** Absent: everybody receives everybody. */
  readonly part?: RoomPart;
  /** Absent: nothing gives way by itself. */
  readonly easing?: EasingRules | null;
  readonly iceServers: readonly { readonly urls: string[]; readonly username?: string; readonly credential?: string }[];
}
