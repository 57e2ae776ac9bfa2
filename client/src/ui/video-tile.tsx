import { useEffect, useRef, type ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { CameraOffIcon, HandIcon, MicrophoneOffIcon } from "./icons.tsx";
import styles from "./video-tile.module.css";
import { VisuallyHidden } from "./visually-hidden.tsx";

export type VideoTileProps = {
  readonly name: string;
  /** The live stream, or null while there is none. */
  readonly stream: MediaStream | null;
  /** False while the camera is off or its picture does not come, even if the stream is there. */
  readonly hasPicture?: boolean;
  readonly isSpeaking?: boolean;
  readonly isHandRaised?: boolean;
  readonly isMicrophoneOff?: boolean;
  /** «Conseillère»: who is not a participant is marked as such. */
  readonly badge?: ReactNode;
  /** One's own camera: seen as in a mirror, never heard. */
  readonly isSelf?: boolean;
  /** The sound comes from elsewhere, or nobody listens. */
  readonly isSilent?: boolean;
  /** `contain` for a screen or a document, of which no edge may be cut. */
  readonly fit?: "cover" | "contain";
  /** Of a tile that is covered; one that contains is 16 / 9 above its name. */
  readonly ratio?: "16 / 9" | "4 / 3" | "1 / 1";
  readonly labels: {
    readonly speaking: string;
    readonly hand: string;
    readonly microphoneOff: string;
    readonly noPicture: string;
  };
  /** Under the name: a state, figures. */
  readonly children?: ReactNode;
};

/** A person in a live room. States have a shape and a name as well as a colour. */
export function VideoTile({
  name,
  stream,
  hasPicture = stream !== null,
  isSpeaking = false,
  isHandRaised = false,
  isMicrophoneOff = false,
  badge,
  isSelf = false,
  isSilent = isSelf,
  fit = "cover",
  ratio = "16 / 9",
  labels,
  children,
}: VideoTileProps): ReactNode {
  const video = useRef<HTMLVideoElement>(null);

  // A stream is an object, not an attribute: React cannot write it.
  useEffect(() => {
    if (video.current !== null && video.current.srcObject !== stream) video.current.srcObject = stream;
  }, [stream]);

  // React writes `muted` once only; an autoplay policy reads the property.
  useEffect(() => {
    if (video.current !== null) video.current.muted = isSilent;
  }, [isSilent]);

  return (
    <figure
      className={classNames(styles.tile, fit === "contain" && styles.framed, isSpeaking && styles.speaking)}
      {...(fit === "cover" ? { style: { aspectRatio: ratio } } : {})}
      aria-label={name}
    >
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- A live voice has no caption track; what is said in the room has its own means. */}
      <video
        ref={video}
        className={classNames(styles.video, styles[fit], isSelf && styles.mirror)}
        autoPlay
        playsInline
        muted={isSilent}
        hidden={!hasPicture}
        aria-hidden="true"
      />
      {!hasPicture && (
        <div className={styles.noPicture}>
          <span className={styles.initials} aria-hidden="true">
            {initialsOf(name)}
          </span>
          <span className={styles.noPictureText}>
            <CameraOffIcon size={16} /> {labels.noPicture}
          </span>
        </div>
      )}
      {isHandRaised && (
        <span className={styles.hand}>
          <HandIcon />
          <VisuallyHidden>{labels.hand}</VisuallyHidden>
        </span>
      )}
      <figcaption className={styles.caption}>
        {isMicrophoneOff && (
          <span className={styles.microphone} title={labels.microphoneOff}>
            <MicrophoneOffIcon size={16} />
            <VisuallyHidden>{labels.microphoneOff}</VisuallyHidden>
          </span>
        )}
        <span className={styles.name} title={name}>
          {name}
        </span>
        {badge !== undefined && <span className={styles.badge}>{badge}</span>}
        {isSpeaking && <VisuallyHidden>{labels.speaking}</VisuallyHidden>}
        {children}
      </figcaption>
    </figure>
  );
}

function initialsOf(name: string): string {
  return name
    .split(/[\s-]+/)
    .slice(0, 2)
    .map((word) => word.slice(0, 1).toLocaleUpperCase("fr-CA"))
    .join("");
}
