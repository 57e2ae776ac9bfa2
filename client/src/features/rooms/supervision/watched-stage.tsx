import { useEffect, useState, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Button, MicrophoneIcon, Notice } from "#client/ui/index.ts";
import type { RemoteSource } from "../media/session-state.ts";
import type { RoomMate } from "../media/use-media-room.ts";
import { DeviceNotice } from "../stage/own-controls.tsx";
import { MateEased } from "../stage/eased.tsx";
import { PutOutNotice } from "../stage/put-out-notice.tsx";
import { RemoteSounds } from "../stage/remote-sounds.tsx";
import { useKeys } from "../stage/use-keys.ts";
import type { SupervisionDesk } from "./use-supervision-desk.ts";
import { SideTile } from "../side-camera/side-tile.tsx";
import { EnlargePress, WatchedFull, WatchedTile, type FullPicture } from "./watched-full.tsx";
import styles from "./supervision.module.css";

/** The person who is selected: camera and screen side by side, their sound, and one's own voice for them alone. */
export function WatchedStage({
  desk,
  sittingId,
  name,
}: {
  readonly desk: SupervisionDesk;
  readonly sittingId: string;
  readonly name: string;
}): ReactNode {
  const t = useT();
  const { room, talk, partner, isLooking, setLooking } = desk;
  const [full, setFull] = useState<FullPicture>();
  const mate = desk.mateOf(sittingId);
  const peer = mate?.peer;
  const { setFocus } = room;

  // The person is told for as long as it lasts, and no longer.
  useEffect(() => {
    if (!isLooking || peer === undefined) return;
    setFocus(peer);
    return () => setFocus(undefined);
  }, [isLooking, peer, setFocus]);

  const toggleTalk = (): void => {
    if (talk.peer !== undefined) talk.end();
    else if (peer !== undefined && mate?.isConnected) talk.begin(peer);
  };
  useKeys({
    v: () => setLooking(!isLooking),
    f: () => {
      setLooking(true);
      setFull("screen");
    },
    t: toggleTalk,
  });
  const heard = [isLooking ? mate : undefined, partner].filter((one, index, all) => one !== undefined && all.indexOf(one) === index);
  return (
    <div className="stack" role="group" aria-label={t("watch.stage", { name })}>
      <RemoteSounds mates={heard as RoomMate[]} onPlaying={room.setPlaying} />
      {isLooking && mate && (
        <div className={styles.stage}>
          <Large mate={mate} source={mate.camera} name={name} desk={desk} onPress={() => setFull("camera")} />
          <Large
            mate={mate}
            source={mate.screen}
            name={t("watch.screenOf", { name })}
            desk={desk}
            onPress={() => setFull("screen")}
          />
          {mate.side && <Side mate={mate} name={name} producerId={mate.side.producerId} desk={desk} onPress={() => setFull("side")} />}
        </div>
      )}
      {isLooking && mate && full && (
        <WatchedFull mate={mate} name={name} large={full} onEnlarge={setFull} onClose={() => setFull(undefined)} />
      )}
      <div className="row">
        <Button shortcut="V" aria-pressed={isLooking} onClick={() => setLooking(!isLooking)}>
          {t(isLooking ? "watch.lookNoMore" : "watch.look")}
        </Button>
        <Button
          shortcut="T"
          title={t("watch.talkKey")}
          icon={<MicrophoneIcon />}
          variant={talk.peer === undefined ? "secondary" : "primary"}
          disabled={talk.peer === undefined && !mate?.isConnected}
          isBusy={talk.peer !== undefined && !talk.isOn}
          onClick={toggleTalk}
        >
          {t(talk.peer === undefined ? "watch.talkBegin" : "watch.talkEnd")}
        </Button>
      </div>
      <div role="status">
        {talk.isOn && <Notice title={t("watch.youTalk", { name: partner?.name ?? "" })}>{t("watch.youTalkText")}</Notice>}
        {talk.cutFrom !== undefined && talk.cutFrom === peer && (
          <Notice tone="attention" title={t("watch.talkCut", { name })}>
            {t("watch.talkCutText")}
          </Notice>
        )}
      </div>
      <DeviceNotice
        kind="microphone"
        device={room.devices.microphone}
        onRetry={() => peer !== undefined && talk.begin(peer)}
      />
      {mate && <MateEased mate={mate} />}
    </div>
  );
}

/** Why nobody is seen, where it is not the people. */
export function DeskConnection({ desk: { room } }: { readonly desk: SupervisionDesk }): ReactNode {
  const t = useT();
  if (room.connection === "reconnecting") return <Notice tone="attention" title={t("rooms.reconnecting")} />;
  if (room.connection === "unsupported") return <Notice tone="danger" title={t("rooms.unsupported")} />;
  return (
    <PutOutNotice
      room={room}
      closed={{ tone: "attention", title: t("watch.putOut"), text: t("watch.putOutText"), again: t("rooms.enterAgain") }}
    />
  );
}

function Large({
  mate,
  source,
  name,
  desk,
  onPress,
}: {
  readonly mate: RoomMate;
  readonly source: RemoteSource | undefined;
  readonly name: string;
  readonly desk: SupervisionDesk;
  readonly onPress: () => void;
}): ReactNode {
  useFull(source?.producerId, desk);
  return (
    <div className={styles.watched}>
      <WatchedTile mate={mate} source={source} name={name} />
      <EnlargePress name={name} onPress={onPress} />
    </div>
  );
}

/** A second camera, seen beside the two others and nowhere else. */
function Side({
  mate,
  name,
  producerId,
  desk,
  onPress,
}: {
  readonly mate: RoomMate;
  readonly name: string;
  readonly producerId: string;
  readonly desk: SupervisionDesk;
  readonly onPress: () => void;
}): ReactNode {
  const t = useT();
  useFull(producerId, desk);
  return (
    <div className={styles.watched}>
      <SideTile mate={mate} name={name} />
      <EnlargePress name={t("sidecamera.tile", { name })} onPress={onPress} />
    </div>
  );
}

/** As large as it gets: the whole layer, for as long as it is here. */
function useFull(producerId: string | undefined, { room: { setSize } }: SupervisionDesk): void {
  // Nothing of it is sent once it is not looked at.
  useEffect(() => {
    if (producerId === undefined) return;
    setSize(producerId, "full");
    return () => setSize(producerId, "off");
  }, [producerId, setSize]);
}

/** What the small pictures of the board show: beside the pictures that it changes. */
export function TilesPicture({
  desk: { picture, setPicture },
}: {
  readonly desk: Pick<SupervisionDesk, "picture" | "setPicture">;
}): ReactNode {
  const t = useT();
  const toggle = (): void => setPicture(picture === "camera" ? "screen" : "camera");
  useKeys({ e: toggle });
  return (
    <Button variant="quiet" size="small" shortcut="E" onClick={toggle}>
      {t(picture === "camera" ? "watch.tilesScreens" : "watch.tilesCameras")}
    </Button>
  );
}
