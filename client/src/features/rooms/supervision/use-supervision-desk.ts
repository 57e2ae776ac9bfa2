import { useState } from "react";
import { topicOf } from "#shared/protocol/live.ts";
import { sessionSupervision } from "#shared/protocol/rooms.ts";
import { useRoute } from "#client/net/query.ts";
import { useMediaRoom, type MediaRoom, type RoomMate } from "../media/use-media-room.ts";
import { usePrivateTalk, type PrivateTalk } from "./use-private-talk.ts";

export type TilePicture = "camera" | "screen";

/** An adviser's side of supervision: who is seen, how large, and the one person whom they look at in full. */
export interface SupervisionDesk {
  readonly room: MediaRoom;
  readonly mateOf: (sittingId: string) => RoomMate | undefined;
  /** What does not arrive of somebody: their page, their camera, their screen, any sound. */
  readonly lackOf: (sittingId: string) => "away" | "no.camera" | "no.screen" | "no.sound" | undefined;
  /** What the small tiles show. */
  readonly picture: TilePicture;
  readonly setPicture: (picture: TilePicture) => void;
  /** Whoever is selected is seen in full and heard, and is told so. */
  readonly isLooking: boolean;
  readonly setLooking: (isLooking: boolean) => void;
  readonly talk: PrivateTalk;
  /** Whom one speaks to. */
  readonly partner: RoomMate | undefined;
}

/** Undefined where nobody is seen: in person, and before the first reading. */
export function useSupervisionDesk(sessionId: string): SupervisionDesk | undefined {
  const query = useRoute(sessionSupervision, { params: { sessionId } }, { topics: [topicOf.session(sessionId)] });
  return useDeskOf(query.data?.roomId ?? null, query.data?.people ?? []);
}

/** The same, for whoever has asked already which room it is and who is in it. */
export function useDeskOf(
  roomId: string | null,
  people: readonly { readonly sittingId: string; readonly peer: string | null }[],
): SupervisionDesk | undefined {
  const room = useMediaRoom(roomId ?? "", roomId !== null, { opensDevices: false });
  const talk = usePrivateTalk(room);
  const [picture, setPicture] = useState<TilePicture>("camera");
  const [isLooking, setLooking] = useState(false);
  if (roomId === null) return undefined;
  const mateOf = (sittingId: string): RoomMate | undefined => {
    const person = people.find((one) => one.sittingId === sittingId);
    return person && room.mates.find(({ peer }) => peer === person.peer);
  };
  const lackOf: SupervisionDesk["lackOf"] = (sittingId) => {
    // While one enters a room oneself, or is out of it, nobody of it is seen: nothing is missing of them.
    if (room.connection !== "live") return undefined;
    const mate = mateOf(sittingId);
    if (!mate?.isConnected) return "away";
    if (mate.screen === undefined) return "no.screen";
    if (mate.camera === undefined) return "no.camera";
    return mate.isSoundless ? "no.sound" : undefined;
  };
  const partner = room.mates.find(({ peer }) => peer === talk.peer);
  return { room, mateOf, lackOf, picture, setPicture, isLooking, setLooking, talk, partner };
}
