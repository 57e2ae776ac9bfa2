import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { joinTable } from "#shared/protocol/table-microphones.ts";
import { call } from "#client/net/http.ts";
import type { MediaSession } from "../media/media-session.ts";
import { initialState, type Connection, type SessionState } from "../media/session-state.ts";
import { useLocalDevices, type LocalDevice } from "../media/use-local-devices.ts";
import { publish, withSound } from "../media/use-media-room.ts";
import { iceServersOf } from "../media/ice-servers.ts";

export interface TableMicrophone {
  readonly device: LocalDevice;
  readonly connection: Connection;
  /** Whose voice it is for. */
  readonly name: string;
  readonly isRecorded: boolean;
  readonly isSpeaking: boolean;
  readonly retry: () => void;
}

const noListener = (): (() => void) => () => undefined;

/** Sends one microphone and plays nothing: at a table people hear each other. */
export function useTableMicrophone(token: string): TableMicrophone {
  const [session, setSession] = useState<MediaSession>();
  const [name, setName] = useState("");
  const { microphone, retry } = useLocalDevices();

  // The room's code comes with the room and not with the first page.
  useEffect(() => {
    let isCurrent = true;
    let opened: MediaSession | undefined;
    void import("../media/media-session.ts").then(({ MediaSession: Session }) => {
      if (!isCurrent) return;
      opened = new Session(async () => {
        const { roomId, peer, mediaUrl, ticket, iceServers, name: whose } = await call(joinTable, { body: { token } });
        setName(whose);
        return {
          room: roomId,
          me: peer,
          mediaUrl,
          ticket,
          canPublish: ["microphone"],
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
  }, [token]);

  // The device is opened once a room is there to hear it.
  useEffect(() => {
    if (session) void retry("microphone");
  }, [session, retry]);
  // What is sent follows it: unplugged it is gone for whoever leads, and it is sent again when it is back.
  useEffect(() => publish(session, "microphone", microphone), [session, microphone]);

  const state = useSyncExternalStore<SessionState>(
    useMemo(() => (session ? (listener: () => void) => session.subscribe(listener) : noListener), [session]),
    () => session?.state ?? initialState,
  );
  return {
    device: withSound(microphone, state.isSoundless),
    connection: state.connection,
    name,
    isRecorded: state.members.find(({ peer }) => peer === state.me)?.isRecorded ?? false,
    isSpeaking: state.speaking.includes(state.me),
    retry: useCallback(() => void retry("microphone"), [retry]),
  };
}
