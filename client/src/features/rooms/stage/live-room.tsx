import { useState, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Button, Card } from "#client/ui/index.ts";
import { readStored, writeStored } from "#client/ui/stored-state.ts";
import { useMediaRoom, type MediaRoom } from "../media/use-media-room.ts";
import { RoomNotices } from "./own-controls.tsx";
import { RecordingLine } from "./recording-line.tsx";
import { RemoteSounds } from "./remote-sounds.tsx";
import styles from "./stage.module.css";

export interface LiveRoomProps {
  readonly roomId: string;
  /** One sentence: what happens in this room. */
  readonly lead: string;
  /** The sound of this room is kept for those who mark; said before anybody enters. */
  readonly isRecorded: boolean;
  /** Whoever only listens opens nothing. */
  readonly isListening?: boolean;
  readonly children: (room: MediaRoom) => ReactNode;
}

const storageKey = "epreuve.entered-room";

/**
 * The door of a live room. A press opens it, since browsers let sound play and devices start only after one; a reload of
 * the same room goes straight back in, because nobody should look for a button while others speak.
 */
export function LiveRoom({ roomId, lead, isRecorded, isListening = false, children }: LiveRoomProps): ReactNode {
  const t = useT();
  const [enteredRoom, setEnteredRoom] = useState(() => readStored(storageKey));
  const isEntered = enteredRoom === roomId;
  const room = useMediaRoom(roomId, isEntered, { opensDevices: !isListening });
  if (!isEntered) {
    const enter = (): void => {
      writeStored(storageKey, roomId);
      setEnteredRoom(roomId);
    };
    return (
      <Card
        look="accent"
        className={styles.door ?? ""}
        title={t("rooms.doorTitle")}
        actions={
          <Button variant="primary" size="large" onClick={enter}>
            {t("rooms.enter")}
          </Button>
        }
      >
        <p>{lead}</p>
        <p>{t(isListening ? "rooms.doorListening" : "rooms.doorDevices")}</p>
        {!isListening && <p>{t(isRecorded ? "rooms.doorRecorded" : "rooms.doorNotRecorded")}</p>}
      </Card>
    );
  }
  return (
    <>
      <RemoteSounds mates={room.mates} onPlaying={room.setPlaying} />
      {isRecorded && <RecordingLine room={room} />}
      <RoomNotices room={room} />
      {children(room)}
    </>
  );
}
