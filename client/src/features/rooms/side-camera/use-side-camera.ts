import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { telephonePollSeconds } from "#shared/domain/rooms/side-camera.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { endSideCamera, joinSideCamera, sideCameraNow } from "#shared/protocol/side-camera.ts";
import { call, CallError } from "#client/net/http.ts";
import { cameraConstraints, deviceFailureOf } from "#client/net/device-failure.ts";
import type { MediaSession } from "../media/media-session.ts";
import { initialState, type Connection, type SessionState } from "../media/session-state.ts";
import type { LocalDevice } from "../media/use-local-devices.ts";
import { iceServersOf } from "../media/ice-servers.ts";

export interface SideCamera {
  readonly device: LocalDevice;
  /** Whose second camera it is; empty until the service has answered. */
  readonly name: string;
  /** The picture is wanted now. */
  readonly isWanted: boolean;
  /** Somebody can see it: the service's word, which the page of the exam and the team read too. */
  readonly isSeen: boolean;
  /** It was ended, here or elsewhere: nothing is sent any more. */
  readonly isOver: boolean;
  /** The service does not answer. */
  readonly isUnreachable: boolean;
  /** What the look at the room asks at this moment. */
  readonly asked: Now["asked"];
  readonly connection: Connection;
  readonly turn: () => void;
  readonly retry: () => void;
  readonly enterAgain: () => void;
  readonly end: () => void;
}

const noListener = (): (() => void) => () => undefined;
const nothingYet = { name: "", roomId: null, isSeen: false, asked: null } as const;
/** How often it asks while a point of the room is asked, or while what it sends is not yet what the service knows. */
const unsureMs = 2_000;

type Now = RouteAnswer<typeof sideCameraNow>;

const isSame = (one: Now, other: Now): boolean =>
  one.roomId === other.roomId && one.name === other.name && one.isSeen === other.isSeen && one.asked?.step === other.asked?.step;

type Facing = "environment" | "user";

/** The lens of the back first: it sees more, and the screen shows what it sees. */
async function openCamera(facing: Facing): Promise<MediaStreamTrack> {
  if (!("mediaDevices" in navigator)) throw new DOMException("No media in this page.", "SecurityError");
  const stream = await navigator.mediaDevices.getUserMedia({ video: { ...cameraConstraints, facingMode: { ideal: facing } } });
  const [track] = stream.getVideoTracks();
  if (!track) throw new DOMException("A stream without a track.", "NotFoundError");
  return track;
}

/** A telephone at somebody's side: its camera is open for as long as the page is, and sent only where it is wanted. */
export function useSideCamera(token: string): SideCamera {
  const [facing, setFacing] = useState<Facing>("environment");
  const [attempt, setAttempt] = useState(0);
  const [device, setDevice] = useState<LocalDevice>({ status: "asking" });
  const [now, setNow] = useState<Now>(nothingYet);
  const [isOver, setOver] = useState(false);
  const [isUnreachable, setUnreachable] = useState(false);
  const [session, setSession] = useState<MediaSession>();
  const [round, setRound] = useState(0);
  const { roomId } = now;

  const state = useSyncExternalStore<SessionState>(
    useMemo(() => (session ? (listener: () => void) => session.subscribe(listener) : noListener), [session]),
    () => session?.state ?? initialState,
  );
  const { connection } = state;
  const isSending = roomId !== null && connection === "live" && device.status === "on";
  const isAgreed = isSending === now.isSeen;
  const isAsked = now.asked !== null;

  // It says that it is there, and hears where its picture is wanted and whether it is seen: at once where that changes.
  useEffect(() => {
    if (isOver) return;
    let isCurrent = true;
    const ask = (): void =>
      void call(sideCameraNow, { body: { token } }).then(
        (answer) => {
          if (!isCurrent) return;
          setUnreachable(false);
          setNow((known) => (isSame(known, answer) ? known : answer));
        },
        (error: unknown) => {
          if (!isCurrent) return;
          if (error instanceof CallError && (error.code === "SIDE_CAMERA_OVER" || error.code === "NOT_FOUND")) setOver(true);
          else setUnreachable(true);
        },
      );
    ask();
    const timer = setInterval(ask, isAgreed && !isAsked ? telephonePollSeconds * 1_000 : unsureMs);
    return () => {
      isCurrent = false;
      clearInterval(timer);
    };
  }, [token, isOver, connection, isAgreed, isAsked]);

  // Opened once, and again with another lens or when somebody presses.
  useEffect(() => {
    if (isOver) return;
    let track: MediaStreamTrack | undefined;
    let isCurrent = true;
    openCamera(facing).then(
      (given) => {
        if (!isCurrent) return given.stop();
        track = given;
        given.addEventListener("ended", () => setDevice({ status: "failed", failure: "UNPLUGGED" }));
        setDevice({ status: "on", track: given, isMuted: false });
      },
      (error: unknown) => isCurrent && setDevice({ status: "failed", failure: deviceFailureOf(error) }),
    );
    return () => {
      isCurrent = false;
      track?.stop();
    };
  }, [facing, attempt, isOver]);

  // One presence for each room that wants the picture; the room's code comes with it.
  useEffect(() => {
    if (roomId === null || isOver) return;
    let isCurrent = true;
    let opened: MediaSession | undefined;
    void import("../media/media-session.ts").then(({ MediaSession: Session }) => {
      if (!isCurrent) return;
      opened = new Session(async () => {
        const { roomId: room, peer, mediaUrl, ticket, iceServers } = await call(joinSideCamera, { body: { token } });
        return {
          room,
          me: peer,
          mediaUrl,
          ticket,
          canPublish: ["side"],
          part: "SIDE",
          iceServers: iceServersOf(iceServers),
        };
      });
      setSession(opened);
    });
    return () => {
      isCurrent = false;
      opened?.stop();
      setSession(undefined);
    };
  }, [token, roomId, isOver, round]);

  // What is sent follows the lens.
  useEffect(() => {
    if (device.status === "on") session?.publish("side", device.track);
    else session?.unpublish("side");
  }, [session, device]);

  const isLeft = connection === "closed" && roomId !== null && !isOver;
  // Put out of a room where the picture is still wanted: it may have been closed and opened again.
  useEffect(() => {
    if (!isLeft) return;
    const timer = setTimeout(() => setRound((known) => known + 1), telephonePollSeconds * 1_000);
    return () => clearTimeout(timer);
  }, [isLeft]);

  return {
    device,
    name: now.name,
    asked: now.asked,
    isWanted: roomId !== null,
    isOver,
    isUnreachable,
    isSeen: isSending && now.isSeen,
    connection,
    turn: useCallback(() => setFacing((known) => (known === "user" ? "environment" : "user")), []),
    retry: useCallback(() => {
      setDevice({ status: "asking" });
      setAttempt((known) => known + 1);
    }, []),
    enterAgain: useCallback(() => session?.enterAgain(), [session]),
    end: useCallback(() => {
      setOver(true);
      void call(endSideCamera, { body: { token } }).catch(() => undefined);
    }, [token]),
  };
}
