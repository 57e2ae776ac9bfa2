import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { classNames, Dialog } from "#client/ui/index.ts";
import { VideoTile } from "#client/ui/video-tile.tsx";
import type { RemoteSource } from "../media/session-state.ts";
import type { RoomMate } from "../media/use-media-room.ts";
import { SideTile } from "../side-camera/side-tile.tsx";
import type { TilePicture } from "./use-supervision-desk.ts";
import styles from "./supervision.module.css";

/** A camera or a screen of somebody who is looked at: no edge of it is cut, and its sound comes from elsewhere. */
export function WatchedTile({
  mate,
  source,
  name,
}: {
  readonly mate: RoomMate;
  readonly source: RemoteSource | undefined;
  readonly name: string;
}): ReactNode {
  const t = useT();
  const isStalled = source !== undefined && mate.stalled.includes(source.source);
  return (
    <VideoTile
      name={name}
      stream={source?.stream ?? null}
      hasPicture={mate.isConnected && source !== undefined && !isStalled}
      fit="contain"
      isSilent
      labels={{
        speaking: t("rooms.speaking"),
        hand: t("rooms.handRaised"),
        microphoneOff: t("rooms.microphoneOff"),
        noPicture: t(mate.isConnected ? "rooms.noVideo" : "watch.away"),
      }}
    />
  );
}

/** A press anywhere on a picture brings it in full: the picture itself holds a video, which no button may. */
export function EnlargePress({ name, onPress }: { readonly name: string; readonly onPress: () => void }): ReactNode {
  const t = useT();
  return <button type="button" className={styles.press} aria-label={t("watch.enlarge", { name })} onClick={onPress} />;
}

export type FullPicture = TilePicture | "side";

/** Over the desk: one picture as large as the window lets it, the others beside it. */
export function WatchedFull({
  mate,
  name,
  large,
  onEnlarge,
  onClose,
}: {
  readonly mate: RoomMate;
  readonly name: string;
  readonly large: FullPicture;
  readonly onEnlarge: (picture: FullPicture) => void;
  readonly onClose: () => void;
}): ReactNode {
  const t = useT();
  const pictures = [
    { picture: "camera", label: name, tile: <WatchedTile mate={mate} source={mate.camera} name={name} /> },
    { picture: "screen", label: t("watch.screenOf", { name }), tile: <WatchedTile mate={mate} source={mate.screen} name={t("watch.screenOf", { name })} /> },
    ...(mate.side ? [{ picture: "side" as const, label: t("sidecamera.tile", { name }), tile: <SideTile mate={mate} name={name} /> }] : []),
  ] as const;
  // A telephone may be stopped while it is looked at.
  const shown = large === "side" && !mate.side ? "camera" : large;
  return (
    <Dialog isOpen onClose={onClose} title={t("watch.full", { name })} closeLabel={t("common.close")} size="full">
      <div className={styles.full}>
        {pictures.map(({ picture, label, tile }) => (
          <div key={picture} className={classNames(styles.watched, picture === shown && styles.large)}>
            {tile}
            {picture !== shown && <EnlargePress name={label} onPress={() => onEnlarge(picture)} />}
          </div>
        ))}
      </div>
    </Dialog>
  );
}
