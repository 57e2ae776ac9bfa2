import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { EasingAct } from "#shared/domain/rooms/easing.ts";
import { joinRoom, type RoomEntry, type RoomRole } from "#shared/protocol/rooms.ts";
import type { MediaSource, Member, ViewSize } from "#shared/protocol/media.ts";
import { call } from "#client/net/http.ts";
import type { MediaSession } from "./media-session.ts";
import { initialState, type Connection, type Entry, type RemoteSource, type SessionState } from "./session-state.ts";
import { useLocalDevices, type LocalDevice, type LocalDevices } from "./use-local-devices.ts";
import { iceServersOf } from "./ice-servers.ts";

/** Somebody else of the room, present or not. */
export interface RoomMate {
  readonly peer: string;
  readonly name: string;
  readonly role: RoomRole;
  readonly isConnected: boolean;
  readonly isSpeaking: boolean;
  readonly camera: RemoteSource | undefined;
  readonly microphone: RemoteSource | undefined;
  readonly screen: RemoteSource | undefined;
  /** A second camera, from a telephone of theirs. */
  readonly side: RemoteSource | undefined;
  /** Open, and nothing of it has arrived for some seconds. */
  readonly stalled: readonly MediaSource[];
  /** Their open microphone gives nothing but digital silence. */
  readonly isSoundless: boolean;
  /** What gives way of their pictures because their line is weak. */
  readonly eased: readonly EasingAct[];
}

/** How one is heard, as the server and the others' browsers measure it; never a guess. */
export type Hearing = "MUTED" | "NO_MICROPHONE" | "UNKNOWN" | "WELL" | "WEAK" | "NOT" | "MISSED" | "SOUNDLESS";

/** What is recorded at this moment, and whose open microphone is not although it should be. */
export interface RoomRecording {
  readonly state: "ON" | "OFF";
  readonly filmed: readonly string[];
  readonly missing: readonly string[];
}

export interface MediaRoom {
  readonly connection: Connection;
  /** What put one out of the room, until one is in again. */
  readonly putOut: SessionState["putOut"];
  readonly entry: RoomEntry | undefined;
  readonly mates: readonly RoomMate[];
  readonly devices: LocalDevices;
  readonly isSpeaking: boolean;
  readonly hearing: Hearing;
  /** One's own sources that are open and do not arrive. */
  readonly stalled: readonly MediaSource[];
  /** What gives way of one's own pictures because the line is weak. */
  readonly eased: readonly EasingAct[];
  readonly recording: RoomRecording;
  /** Everybody who is in the room, oneself too, and whom each of them hears. */
  readonly members: readonly Member[];
  /** False while the browser refuses to play the others' voices. */
  readonly setPlaying: (isPlaying: boolean) => void;
  readonly setSize: (producerId: string, size: ViewSize) => void;
  /** With whom one is in a private talk. */
  readonly partner: SessionState["partner"];
  /** Somebody looks at oneself in full. */
  readonly isWatched: boolean;
  readonly setFocus: (peer: string | undefined) => void;
  /** @throws SignalError */
  readonly talk: (peer: string | null) => Promise<void>;
  /** Takes one's place back from another page of one's own. */
  readonly enterAgain: () => void;
}

export interface RoomOptions {
  /** False: nothing is opened on entering, as for somebody who only looks. */
  readonly opensDevices?: boolean;
  /** The whole screen, where it is shared. */
  readonly screen?: MediaStreamTrack | undefined;
  /** What was written waits for the line. */
  readonly isWritingWaiting?: boolean;
}

const noListener = (): (() => void) => () => undefined;
const sources = ["camera", "microphone"] as const satisfies readonly MediaSource[];

const entryOf = (given: RoomEntry): Entry => ({
  room: given.roomId,
  me: given.me.peer,
  mediaUrl: given.mediaUrl,
  ticket: given.ticket ?? "",
  canPublish: given.canPublish,
  part: given.part,
  easing: given.easing,
  iceServers: iceServersOf(given.iceServers),
});

/** A person's presence in a live room, from the moment that they enter. */
export function useMediaRoom(
  roomId: string,
  isEntered: boolean,
  { opensDevices = true, screen, isWritingWaiting = false }: RoomOptions = {},
): MediaRoom {
  const [session, setSession] = useState<MediaSession>();
  const [entry, setEntry] = useState<RoomEntry>();
  const devices = useLocalDevices();
  const { start, stop } = devices;

  // The room's code, mediasoup's client with it, comes with the room and not with the first page.
  useEffect(() => {
    if (!isEntered) return;
    let isCurrent = true;
    let opened: MediaSession | undefined;
    if (opensDevices) void start();
    void import("./media-session.ts").then(({ MediaSession: Session }) => {
      if (!isCurrent) return;
      opened = new Session(async () => {
        const given = await call(joinRoom, { params: { roomId } });
        setEntry(given);
        return entryOf(given);
      });
      setSession(opened);
    });
    return () => {
      isCurrent = false;
      opened?.stop();
      setSession(undefined);
      stop();
    };
  }, [roomId, isEntered, opensDevices, start, stop]);

  const state = useSyncExternalStore<SessionState>(
    useMemo(() => (session ? (listener: () => void) => session.subscribe(listener) : noListener), [session]),
    () => session?.state ?? initialState,
  );

  // What is published follows the devices: a microphone that comes back is sent again.
  useEffect(() => {
    for (const source of sources) publish(session, source, devices[source]);
  }, [session, devices]);

  const setPlaying = useCallback((isPlaying: boolean) => session?.setPlaying(isPlaying), [session]);
  useEffect(() => {
    if (screen) session?.publish("screen", screen);
    else session?.unpublish("screen");
  }, [session, screen]);

  useEffect(() => session?.setWritingWaiting(isWritingWaiting), [session, isWritingWaiting]);

  const setFocus = useCallback((peer: string | undefined) => session?.setFocus(peer), [session]);
  const talk = useCallback(async (peer: string | null) => session?.talk(peer), [session]);
  const enterAgain = useCallback(() => session?.enterAgain(), [session]);
  const setSize = useCallback((producerId: string, size: ViewSize) => session?.setSize(producerId, size), [session]);
  const own = state.members.find(({ peer }) => peer === state.me);
  return {
    connection: state.connection,
    putOut: state.putOut,
    entry,
    mates: useMemo(() => matesOf(entry, state), [entry, state]),
    devices: useMemo(() => ({ ...devices, microphone: withSound(devices.microphone, state.isSoundless) }), [devices, state.isSoundless]),
    isSpeaking: state.speaking.includes(state.me),
    hearing: hearingOf(devices.microphone, state),
    stalled: state.connection === "live" ? stalledOf(own, devices, state) : [],
    eased: state.eased,
    recording: useMemo(() => recordingOf(entry, state), [entry, state]),
    members: state.members,
    setPlaying,
    setSize,
    partner: state.partner,
    isWatched: state.isWatched,
    setFocus,
    talk,
    enterAgain,
  };
}

/** Sends what is open of a device, and nothing of one that is not there. */
export function publish(session: MediaSession | undefined, source: "camera" | "microphone", device: LocalDevice): void {
  if (device.status === "on") session?.publish(source, device.track, isClosed(device));
  else session?.unpublish(source);
}

/** What is sent goes on: the first sound is heard by everybody. */
export const withSound = (microphone: LocalDevice, isSoundless: boolean): LocalDevice =>
  microphone.status === "on" && isSoundless ? { ...microphone, isSoundless } : microphone;

/** Closed by its person, or by what it is plugged into. */
const isClosed = (device: LocalDevice): boolean => device.status === "on" && (device.isMuted || device.isSilenced === true);

/** Those whose room it was when one entered, and whoever came to it since. */
function peopleOf(entry: RoomEntry | undefined, { members }: SessionState): RoomEntry["people"] {
  if (!entry) return [];
  const roleOf = (role: string): RoomRole => (role === "CANDIDATE" || role === "CAPTIONER" ? role : "ADVISER");
  const since = members.filter((member) => !entry.people.some(({ peer }) => peer === member.peer));
  return [...entry.people, ...since.map(({ peer, name, role }) => ({ peer, name, role: roleOf(role) }))];
}

function matesOf(entry: RoomEntry | undefined, state: SessionState): RoomMate[] {
  return peopleOf(entry, state)
    .filter(({ peer }) => peer !== entry?.me.peer)
    .map(({ peer, name, role }) => {
      const member = state.members.find((present) => present.peer === peer);
      const remote = (source: MediaSource): RemoteSource | undefined =>
        state.remotes.find((candidate) => candidate.peer === peer && candidate.source === source);
      return {
        peer,
        name,
        role,
        isConnected: member?.isConnected ?? false,
        isSpeaking: state.speaking.includes(peer),
        camera: remote("camera"),
        microphone: remote("microphone"),
        screen: remote("screen"),
        side: remote("side"),
        stalled: member?.stalled ?? [],
        isSoundless: member?.isSoundless ?? false,
        eased: member?.eased ?? [],
      };
    });
}

/** As the media node says; where nothing of it comes back any more, all that is open. */
function stalledOf(own: Member | undefined, devices: LocalDevices, { isSilent }: SessionState): readonly MediaSource[] {
  if (!isSilent) return own?.stalled ?? [];
  return sources.filter((source) => {
    const device = devices[source];
    return device.status === "on" && !isClosed(device);
  });
}

function hearingOf(microphone: LocalDevice, state: SessionState): Hearing {
  if (microphone.status === "failed") return "NO_MICROPHONE";
  if (isClosed(microphone)) return "MUTED";
  if (state.connection !== "live") return "UNKNOWN";
  if (state.isSilent || state.members.find(({ peer }) => peer === state.me)?.stalled.includes("microphone")) return "NOT";
  if (state.members.some(({ part, misses }) => part !== "LISTENER" && misses.includes(state.me))) return "MISSED";
  if (state.isSoundless) return "SOUNDLESS";
  const score = state.quality.microphone;
  if (score === undefined) return "UNKNOWN";
  if (score >= 7) return "WELL";
  return score >= 4 ? "WEAK" : "NOT";
}

function recordingOf(entry: RoomEntry | undefined, { members, remotes }: SessionState): RoomRecording {
  const heard = members.filter(({ peer, isRecorded }) => {
    const sound = remotes.find((remote) => remote.peer === peer && remote.source === "microphone");
    return !isRecorded && sound !== undefined && !sound.isPaused;
  });
  return {
    state: members.some(({ isRecorded }) => isRecorded) ? "ON" : "OFF",
    filmed: members.filter(({ isFilmed }) => isFilmed).map(({ name }) => name),
    missing: entry?.isRecorded ? heard.map(({ name }) => name) : [],
  };
}
