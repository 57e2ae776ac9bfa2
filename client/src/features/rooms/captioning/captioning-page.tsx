import { useState, type ReactNode } from "react";
import { me } from "#shared/protocol/accounts.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { myCaptioning, type CaptioningSession } from "#shared/protocol/watching.ts";
import { useT } from "#client/app/i18n.tsx";
import { useSessionDates } from "#client/app/use-dates.ts";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { EmptyState, Notice, PageHeader, SelectField } from "#client/ui/index.ts";
import type { MediaRoom } from "../media/use-media-room.ts";
import { CaptionsPanel } from "../stage/captions-panel.tsx";
import { LiveRoom } from "../stage/live-room.tsx";
import { RoomTile } from "../stage/room-tile.tsx";
import styles from "../stage/stage.module.css";

// A hint brings each line at once; where hints do not come, and when a discussion opens, nobody waits longer than this.
const pollMs = 3_000;

/** Whoever was asked to type captions sees and hears the discussion, and writes. Nothing else of the session is here. */
export function CaptioningPage(): ReactNode {
  const t = useT();
  const account = useRoute(me, {}).data?.account;
  const topics = account ? [topicOf.account(account.accountId)] : [];
  const query = useRoute(myCaptioning, {}, { topics, pollMs });
  const [chosen, setChosen] = useState("");
  return (
    <div className="stack-loose">
      <PageHeader title={t("captioning.title")} lead={t("captioning.lead")} />
      <Fetched query={query}>
        {({ sessions }) => {
          const session = sessions.find(({ sessionId }) => sessionId === chosen) ?? sessions.find(({ room }) => room) ?? sessions[0];
          if (!session) return <EmptyState title={t("captioning.empty")}>{t("captioning.emptyWhy")}</EmptyState>;
          return (
            <>
              {sessions.length > 1 && (
                <SelectField
                  label={t("captioning.session")}
                  value={session.sessionId}
                  onChange={setChosen}
                  options={sessions.map(({ sessionId, bodyName }) => ({ value: sessionId, label: bodyName }))}
                />
              )}
              <Session key={session.sessionId} session={session} topics={topics} />
            </>
          );
        }}
      </Fetched>
    </div>
  );
}

function Session({ session, topics }: { readonly session: CaptioningSession; readonly topics: readonly string[] }): ReactNode {
  const t = useT();
  const { bodyName, startsAt, timeZone, room } = session;
  const { dateTime } = useSessionDates(timeZone);
  const title = t("captioning.sessionLine", { body: bodyName, when: dateTime(startsAt) });
  if (!room) return <Notice role="note" title={title}>{t("captioning.notOpen")}</Notice>;
  const panel = <CaptionsPanel roomId={room.roomId} topics={topics} pollMs={pollMs} isOpen />;
  return (
    <section className="stack" aria-label={title}>
      <h2>{title}</h2>
      {room.hasMedia ? (
        <LiveRoom roomId={room.roomId} lead={t("captioning.roomLead")} isRecorded isListening>
          {(live) => (
            // Under one another, the line that is being typed comes first: one listens meanwhile.
            <div className={styles.sides}>
              {panel}
              <Circle room={live} />
            </div>
          )}
        </LiveRoom>
      ) : (
        <>
          <p>{t("captioning.atTable")}</p>
          {panel}
        </>
      )}
    </section>
  );
}

function Circle({ room }: { readonly room: MediaRoom }): ReactNode {
  const shown = room.mates.filter(({ role, isConnected }) => role === "CANDIDATE" || (role === "ADVISER" && isConnected));
  return (
    <div className={styles.tiles}>
      {shown.map((mate) => (
        <RoomTile key={mate.peer} room={room} mate={mate} ratio="4 / 3" />
      ))}
    </div>
  );
}
