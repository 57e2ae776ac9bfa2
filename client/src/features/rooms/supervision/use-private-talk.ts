import { useCallback, useEffect, useState } from "react";
import type { MediaRoom } from "../media/use-media-room.ts";

export interface PrivateTalk {
  /** Whom one speaks to, from the press on. */
  readonly peer: string | undefined;
  /** The other one hears. */
  readonly isOn: boolean;
  /** Whom one spoke to until it ended, and not by oneself: they hear no more of one. */
  readonly cutFrom: string | undefined;
  readonly begin: (peer: string) => void;
  readonly end: () => void;
}

type Wish = { readonly peer: string; readonly phase: "opening" | "on" } | undefined;

/** One's voice for one person: the microphone opens for the talk and closes with it, whoever ends it. */
export function usePrivateTalk({ devices, partner, connection, talk }: MediaRoom): PrivateTalk {
  const [wish, setWish] = useState<Wish>();
  const [cutFrom, setCutFrom] = useState<string>();
  const { microphone, retry, stop } = devices;

  const begin = useCallback(
    (peer: string): void => {
      setCutFrom(undefined);
      setWish({ peer, phase: "opening" });
      void retry("microphone");
    },
    [retry],
  );
  const end = useCallback((): void => {
    setWish(undefined);
    // A lost connection ends it too, on the other side.
    void talk(null).catch(() => undefined);
  }, [talk]);

  // The other side ended it, somebody else's talk did, or there is no microphone to speak into.
  const isOver =
    wish?.phase === "on"
      ? connection === "live" && partner?.peer !== wish.peer
      : wish?.phase === "opening" && microphone.status === "failed";
  if (isOver) {
    if (wish?.phase === "on") setCutFrom(wish.peer);
    setWish(undefined);
  }

  // Nobody is told that somebody speaks to them before there is a microphone to speak into.
  const opening = wish?.phase === "opening" && microphone.status === "on" ? wish.peer : undefined;
  useEffect(() => {
    if (opening !== undefined) talk(opening).then(() => setWish({ peer: opening, phase: "on" }), end);
  }, [opening, talk, end]);

  // Whatever ended the talk, the microphone closes with it.
  const isLeftOpen = wish === undefined && microphone.status === "on";
  useEffect(() => {
    if (isLeftOpen) stop();
  }, [isLeftOpen, stop]);

  return { peer: wish?.peer, isOn: wish?.phase === "on", cutFrom, begin, end };
}
