import { useState, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import {
  Button,
  CameraIcon,
  CameraOffIcon,
  HandIcon,
  MicrophoneIcon,
  MicrophoneOffIcon,
  Notice,
  StateTag,
  VisuallyHidden,
  type ButtonSize,
  type StateShape,
  type Tone,
} from "#client/ui/index.ts";
import type { Hearing, MediaRoom } from "../media/use-media-room.ts";
import type { DeviceKind, LocalDevice, LocalDevices } from "../media/use-local-devices.ts";
import { useOfferedMicrophone } from "../media/use-offered-microphone.ts";
import { PutOutNotice } from "./put-out-notice.tsx";
import { useKeys } from "./use-keys.ts";
import styles from "./stage.module.css";

const hearingLook: Readonly<Record<Hearing, { tone: Tone; shape: StateShape }>> = {
  WELL: { tone: "success", shape: "full" },
  WEAK: { tone: "attention", shape: "half" },
  NOT: { tone: "attention", shape: "triangle" },
  MUTED: { tone: "neutral", shape: "hollow" },
  NO_MICROPHONE: { tone: "attention", shape: "triangle" },
  MISSED: { tone: "attention", shape: "half" },
  SOUNDLESS: { tone: "attention", shape: "triangle" },
  UNKNOWN: { tone: "neutral", shape: "half" },
};

/** The key of the hand: M, for «main». */
const handKey = "m";

export interface OwnControlsProps {
  readonly room: MediaRoom;
  /** One's hand, where people ask for the floor. */
  readonly hand?: { readonly isRaised: boolean; readonly onChange: (isRaised: boolean) => void };
  /** Beside many tiles: the buttons are as small as the page's others. */
  readonly isCompact?: boolean;
}

/** One's own microphone and camera, big, and whether one is heard: a measure, not a decoration. */
export function OwnControls({ room, hand, isCompact = false }: OwnControlsProps): ReactNode {
  const t = useT();
  const { devices, hearing } = room;
  const size = isCompact ? "medium" : "large";
  return (
    <div className={styles.controls} role="group" aria-label={t("rooms.ownControls")}>
      <MuteButton
        device={devices.microphone}
        size={size}
        on={{ label: t("rooms.closeMicrophone"), icon: <MicrophoneIcon /> }}
        off={{ label: t("rooms.openMicrophone"), icon: <MicrophoneOffIcon /> }}
        onChange={(isMuted) => devices.setMuted("microphone", isMuted)}
      />
      <MuteButton
        device={devices.camera}
        size={size}
        on={{ label: t("rooms.closeCamera"), icon: <CameraIcon /> }}
        off={{ label: t("rooms.openCamera"), icon: <CameraOffIcon /> }}
        onChange={(isMuted) => devices.setMuted("camera", isMuted)}
      />
      {hand && <HandButton {...hand} size={size} />}
      {/* Two regions: whichever changes is said without the other. */}
      <span className={styles.hearing}>
        <span role="status">
          {devices.microphone.status === "on" && !devices.microphone.isMuted && !devices.microphone.isSilenced && !devices.microphone.isSoundless && (
            <StateTag tone="success">{t("rooms.microphoneOpen")}</StateTag>
          )}
        </span>
        <span role="status">
          <StateTag {...hearingLook[hearing]}>{t(`rooms.hearing.${hearing}`)}</StateTag>
        </span>
      </span>
    </div>
  );
}

/** Also for somebody who sits at a table. */
export function HandButton({
  isRaised,
  onChange,
  size = "large",
}: NonNullable<OwnControlsProps["hand"]> & { readonly size?: ButtonSize }): ReactNode {
  const t = useT();
  const [wasRaised, setRaised] = useState(isRaised);
  if (isRaised && !wasRaised) setRaised(true);
  useKeys({ [handKey]: () => onChange(!isRaised) });
  return (
    <>
      {/* By its key the hand moves without the button: what became of it is said. */}
      <VisuallyHidden role="status">
        {isRaised ? t("rooms.handRaised") : wasRaised ? t("rooms.handLowered") : ""}
      </VisuallyHidden>
      <Button
        size={size}
        variant={isRaised ? "primary" : "secondary"}
        icon={<HandIcon />}
        shortcut={handKey.toUpperCase()}
        aria-pressed={isRaised}
        onClick={() => onChange(!isRaised)}
      >
        {isRaised ? t("rooms.lowerHand") : t("rooms.raiseHand")}
      </Button>
    </>
  );
}

interface Face {
  readonly label: string;
  readonly icon: ReactNode;
}

function MuteButton({
  device,
  size,
  on,
  off,
  onChange,
}: {
  readonly device: LocalDevice;
  readonly size: ButtonSize;
  readonly on: Face;
  readonly off: Face;
  readonly onChange: (isMuted: boolean) => void;
}): ReactNode {
  if (device.status !== "on") return null;
  const face = device.isMuted ? off : on;
  return (
    <Button
      size={size}
      variant={device.isMuted ? "primary" : "secondary"}
      icon={face.icon}
      onClick={() => onChange(!device.isMuted)}
    >
      {face.label}
    </Button>
  );
}

const sources = ["camera", "microphone"] as const;

/** Whoever leads the activity learns within seconds whose sound does not arrive any more; the others are left in peace. */
function MatesStalled({ room }: { readonly room: MediaRoom }): ReactNode {
  const t = useT();
  if (room.entry?.me.role !== "ADVISER") return null;
  const names = room.mates.filter(({ stalled }) => stalled.includes("microphone")).map(({ name }) => name);
  if (names.length === 0) return null;
  return <Notice tone="attention" title={t("rooms.matesStalled", { names: names.join(", ") })} />;
}

/** What is wrong with one's devices or connection, each with what to do. Nothing when all is well. */
export function RoomNotices({ room }: { readonly room: MediaRoom }): ReactNode {
  const t = useT();
  const { connection, devices } = room;
  return (
    <>
      {connection === "reconnecting" && (
        <Notice tone="attention" title={t("rooms.reconnecting")}>
          {t("rooms.reconnectingHelp")}
        </Notice>
      )}
      {/* What follows comes by itself, nearly always within the second: nobody is alarmed by it. */}
      <PutOutNotice
        room={room}
        closed={{ tone: "info", title: t("rooms.closed"), text: t("rooms.closedText"), again: t("rooms.enterAgain") }}
      />
      {sources.map((source) =>
        room.stalled.includes(source) ? (
          <Notice
            key={source}
            tone="attention"
            title={t(`rooms.stalled.${source}`)}
            actions={<Button onClick={() => void devices.retry(source)}>{t("rooms.openAgain")}</Button>}
          >
            {t("rooms.stalledHelp")}
          </Notice>
        ) : null,
      )}
      <OtherMicrophone devices={devices} />
      <MatesStalled room={room} />
      {connection === "unsupported" && <Notice tone="danger" title={t("rooms.unsupported")} />}
      {sources.map((kind) => (
        <DeviceNotice key={kind} kind={kind} device={devices[kind]} onRetry={() => void devices.retry(kind)} />
      ))}
    </>
  );
}

/** A headset that was put on meanwhile: one press, or nothing. */
function OtherMicrophone({ devices }: { readonly devices: LocalDevices }): ReactNode {
  const t = useT();
  const offered = useOfferedMicrophone(devices);
  if (!offered) return null;
  const { label, hasFailed, take, decline } = offered;
  return (
    <Notice
      tone={hasFailed ? "attention" : "info"}
      title={t(hasFailed ? "rooms.otherMicrophoneFailed" : "rooms.otherMicrophone", { label })}
      actions={
        <>
          <Button onClick={() => void take()}>{t("rooms.useMicrophone")}</Button>
          <Button onClick={decline}>{t("rooms.keepMicrophone")}</Button>
        </>
      }
    />
  );
}

export function DeviceNotice({
  kind,
  device,
  onRetry,
}: {
  readonly kind: DeviceKind;
  readonly device: LocalDevice;
  readonly onRetry: () => void;
}): ReactNode {
  const t = useT();
  if (device.status === "on" && (device.isSilenced || device.isSoundless) && !device.isMuted)
    return (
      <Notice
        tone="attention"
        title={t(device.isSilenced ? "rooms.microphone.SILENCED" : "rooms.microphone.SOUNDLESS")}
        actions={<Button onClick={onRetry}>{t("common.retry")}</Button>}
      />
    );
  if (device.status !== "failed") return null;
  return (
    <Notice
      tone="attention"
      title={t(`rooms.${kind}.${device.failure}`)}
      actions={<Button onClick={onRetry}>{t("common.retry")}</Button>}
    />
  );
}
