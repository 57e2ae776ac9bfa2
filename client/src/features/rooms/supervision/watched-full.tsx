import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { classNames, Dialog, VideoTile } from "#client/ui/index.ts";
import type { RemoteSource } from "../media/session-state.ts";
import type { RoomMate } from "../media/use-media-room.ts";
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

/** Over the desk: one picture as large as the window lets it, the other one beside it. */
export function WatchedFull({
  mate,
  name,
  large,
  onEnlarge,
  onClose,
}: {
  readonly mate: RoomMate;
  readonly name: string;
  readonly large: TilePicture;
  readonly onEnlarge: (picture: TilePicture) => void;
  readonly onClose: () => void;
}): ReactNode {
  const t = useT();
  const pictures = [
    { picture: "camera", source: mate.camera, label: name },
    { picture: "screen", source: mate.screen, label: t("watch.screenOf", { name }) },
  ] as const;
  return (
    <Dialog isOpen onClose={onClose} title={t("watch.full", { name })} closeLabel={t("common.close")} size="full">
      <div className={classNames(styles.full, large === "screen" && styles.screenFirst)}>
        {pictures.map(({ picture, source, label }) => (
          <div key={picture} className={styles.watched}>
            <WatchedTile mate={mate} source={source} name={label} />
            {picture !== large && <EnlargePress name={label} onPress={() => onEnlarge(picture)} />}
          </div>
        ))}
      </div>
    </Dialog>
  );
}
