import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Notice } from "#client/ui/index.ts";
import { VideoTile } from "#client/ui/video-tile.tsx";
import type { MediaRoom } from "../media/use-media-room.ts";
import { LiveRoom } from "../stage/live-room.tsx";
import { OwnControls } from "../stage/own-controls.tsx";
import { RoomTile } from "../stage/room-tile.tsx";
import { SelfTile } from "../stage/self-tile.tsx";
import styles from "../stage/stage.module.css";

export interface CheckInCallProps {
  readonly roomId: string;
  readonly isConfirmed: boolean;
  /** In the middle of the exam: the clock stands still. */
  readonly isAgain: boolean;
}

/** The candidate's side of the check-in: two tiles, one sentence that says what happens now. */
export function CheckInCall({ roomId, ...how }: CheckInCallProps): ReactNode {
  const t = useT();
  const lead = how.isAgain ? `${t("rooms.checkInLead")} ${t("rooms.checkInAgain")}` : t("rooms.checkInLead");
  return (
    <LiveRoom roomId={roomId} lead={lead} isRecorded={false}>
      {(room) => <Call room={room} {...how} />}
    </LiveRoom>
  );
}

function Call({ room, isConfirmed, isAgain }: Omit<CheckInCallProps, "roomId"> & { readonly room: MediaRoom }): ReactNode {
  const t = useT();
  const present = room.mates.filter(({ isConnected, role }) => isConnected && role === "ADVISER");
  const [first] = present;
  return (
    <div className={styles.stack}>
      <Notice role="status" title={first ? t("rooms.checkInNow", { name: first.name }) : t("rooms.checkInSoon")}>
        {isAgain && <p>{t("rooms.checkInAgain")}</p>}
        <p>{t(isConfirmed ? "rooms.checkInConfirmed" : "rooms.checkInPromise")}</p>
      </Notice>
      <div className={styles.pair}>
        {present.length === 0 ? (
          <VideoTile
            name={t("rooms.adviser")}
            stream={null}
            labels={{ speaking: "", hand: "", microphoneOff: "", noPicture: t("rooms.notHere") }}
          />
        ) : (
          present.map((mate) => <RoomTile key={mate.peer} room={room} mate={mate} />)
        )}
        <SelfTile room={room} />
      </div>
      <OwnControls room={room} />
    </div>
  );
}
