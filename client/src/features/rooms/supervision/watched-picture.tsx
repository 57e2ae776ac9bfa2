import { useEffect, useRef, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { useVisibleSize } from "../stage/use-visible-size.ts";
import type { SupervisionDesk } from "./use-supervision-desk.ts";
import styles from "./supervision.module.css";

/** Thirty small pictures stay small, however wide a board with few people makes them; who is looked at is in full. */
const wallThumbWidth = 480;

/** One small picture on the adviser's board. What is not in view is not sent. */
export function WatchedPicture({
  desk,
  sittingId,
  isInFull,
  isWatched,
}: {
  readonly desk: SupervisionDesk;
  readonly sittingId: string;
  /** The large picture decides then how much is sent. */
  readonly isInFull: boolean;
  /** They read or write; at any other time nobody is seen, and nothing is missing. */
  readonly isWatched: boolean;
}): ReactNode {
  const t = useT();
  const box = useRef<HTMLSpanElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const mate = desk.mateOf(sittingId);
  const remote = mate?.[desk.picture];
  const stream = remote?.stream ?? null;
  useVisibleSize(box, isInFull ? undefined : remote?.producerId, desk.room.setSize, wallThumbWidth);

  // A stream is an object, not an attribute: React cannot write it.
  useEffect(() => {
    if (video.current && video.current.srcObject !== stream) video.current.srcObject = stream;
  }, [stream]);

  const isStalled = mate?.stalled.includes(desk.picture) ?? false;
  const lackWords = mate?.isConnected ? (`watch.no.${desk.picture}` as const) : "watch.away";
  const isShown = mate?.isConnected === true && remote !== undefined && !remote.isPaused;
  return (
    <span ref={box} className={styles.picture} data-testid="watched-picture">
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- A silent live picture has no caption track. */}
      <video ref={video} autoPlay playsInline muted hidden={!isShown || isStalled} aria-hidden="true" />
      {!isShown && <span>{t(isWatched ? lackWords : "watch.notNow")}</span>}
      {isShown && isStalled && <span>{t(`watch.stalled.${desk.picture}`)}</span>}
    </span>
  );
}
