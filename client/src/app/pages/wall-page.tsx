import { useState, type ReactNode } from "react";
import { me } from "#shared/protocol/accounts.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { supervisionWall, type WallSession } from "#shared/protocol/watching.ts";
import { Wall } from "#client/features/desk/wall.tsx";
import { shareDesk } from "#client/features/rooms/supervision/share-desk.ts";
import { useDeskOf, type SupervisionDesk, type TilePicture } from "#client/features/rooms/supervision/use-supervision-desk.ts";
import { WatchedPicture } from "#client/features/rooms/supervision/watched-picture.tsx";
import { DeskConnection, TilesPicture, WatchedStage } from "#client/features/rooms/supervision/watched-stage.tsx";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";

type Shown = RouteAnswer<typeof supervisionWall>;
type Seen = { readonly session: WallSession; readonly desk: SupervisionDesk | undefined };

// Silence grows without anybody sending a hint, so the board asks often.
const wallPollMs = 5_000;

/** Everybody of the sessions at home that an adviser leads or watches over at this moment, on one board. */
export function WallPage(): ReactNode {
  const account = useRoute(me, {}).data?.account;
  // Who is asked to watch, and from whom it is taken back, learns it at once.
  const query = useRoute(supervisionWall, {}, { topics: account ? [topicOf.account(account.accountId)] : [], pollMs: wallPollMs });
  return <Fetched query={query}>{(wall) => <Watching wall={wall} />}</Fetched>;
}

function Watching({ wall }: { readonly wall: Shown }): ReactNode {
  // A session keeps its place when another one is over: no room is left and entered anew for that.
  const [kept, setKept] = useState<readonly string[]>([]);
  const added = wall.sessions.filter(({ sessionId }) => !kept.includes(sessionId));
  if (added.length > 0) setKept([...kept, ...added.map(({ sessionId }) => sessionId)]);
  return (
    <Desks sessionIds={kept} wall={wall}>
      {(seen) => <TheWall seen={seen} serverNow={wall.serverNow} />}
    </Desks>
  );
}

/** Each session has its own room; what is seen in them is shown together. */
function Desks({
  sessionIds: [first, ...others],
  wall,
  children,
}: {
  readonly sessionIds: readonly string[];
  readonly wall: Shown;
  readonly children: (seen: readonly Seen[]) => ReactNode;
}): ReactNode {
  if (first === undefined) return children([]);
  const session = wall.sessions.find(({ sessionId }) => sessionId === first);
  return (
    <OneDesk key={first} session={session}>
      {(desk) => (
        <Desks sessionIds={others} wall={wall}>
          {(rest) => children(session ? [{ session, desk }, ...rest] : rest)}
        </Desks>
      )}
    </OneDesk>
  );
}

function OneDesk({
  session,
  children,
}: {
  /** Undefined once it is over. */
  readonly session: WallSession | undefined;
  readonly children: (desk: SupervisionDesk | undefined) => ReactNode;
}): ReactNode {
  return children(useDeskOf(session?.roomId ?? null, session?.people ?? []));
}

function TheWall({ seen, serverNow }: { readonly seen: readonly Seen[]; readonly serverNow: string }): ReactNode {
  const [picture, setPicture] = useState<TilePicture>("camera");
  const [isLooking, setLooking] = useState(false);
  const shared = { picture, setPicture, isLooking, setLooking };
  const desks = seen.flatMap(({ desk }) => desk ?? []);
  const deskOf = (sittingId: string): SupervisionDesk | undefined => {
    const own = seen.find(({ session }) => session.people.some((person) => person.sittingId === sittingId))?.desk;
    return own && shareDesk(own, desks, shared);
  };
  return (
    <Wall
      sessions={seen.map(({ session }) => session)}
      serverNow={serverNow}
      tilesTool={<TilesPicture desk={shared} />}
      notices={seen.map(({ session, desk }) => desk && <DeskConnection key={session.sessionId} desk={desk} />)}
      lackOf={(sittingId) => deskOf(sittingId)?.lackOf(sittingId)}
      renderPicture={(sittingId, isSelected, isWatched) => {
        const desk = deskOf(sittingId);
        const isInFull = isSelected && isLooking;
        return desk && <WatchedPicture desk={desk} sittingId={sittingId} isInFull={isInFull} isWatched={isWatched} />;
      }}
      renderStage={(sittingId, name) => {
        const desk = deskOf(sittingId);
        return desk && <WatchedStage desk={desk} sittingId={sittingId} name={name} />;
      }}
      onLeave={() => {
        setLooking(false);
        for (const { talk } of desks) if (talk.peer !== undefined) talk.end();
      }}
    />
  );
}
