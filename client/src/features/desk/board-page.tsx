import { useState, type ReactNode } from "react";
import { useParams, useSearchParams } from "react-router";
import { formatDate, formatDuration, formatTimeWithSeconds } from "#shared/i18n/dates.ts";
import * as conduct from "#shared/protocol/conduct.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { EmptyState, Link, Notice, useToast } from "#client/ui/index.ts";
import { ActDialog } from "./act-dialogs.tsx";
import type { Act } from "./acts.ts";
import { addresses } from "./addresses.ts";
import { isWatched, type Lack, type Words } from "./board-words.ts";
import { Broadcasts } from "./broadcasts.tsx";
import { GroupTools } from "./group-tools.tsx";
import { NextStep } from "./next-step.tsx";
import { conversationField, incidentButton, PersonPanel } from "./person-panel.tsx";
import { PersonTile } from "./person-tile.tsx";
import { useBreak } from "./use-break.ts";
import { useNow } from "./use-now.ts";
import { useShortcuts } from "./use-shortcuts.ts";
import styles from "./board.module.css";

type Board = RouteAnswer<typeof conduct.sessionBoard>;

/** What the desk shows of other features; the application passes it. */
export interface BoardSlots {
  readonly renderRecord: (sittingId: string) => ReactNode;
  readonly renderIdentity: (sittingId: string, onRecorded: () => void) => ReactNode;
  readonly renderIncidents: (sittingId: string, name: string, buttonId: string) => ReactNode;
  /** Online, while people are seen: the small picture of each, and the selected person in full. */
  readonly renderPicture?: (sittingId: string, isSelected: boolean, isWatched: boolean) => ReactNode;
  /** What is not seen of somebody who should be: it is said where nothing worse is. */
  readonly lackOf?: (sittingId: string) => Lack | undefined;
  /** What the small pictures show. */
  readonly tilesTool?: ReactNode;
  readonly renderStage?: (sittingId: string, name: string) => ReactNode;
  /** What the advisers of the session tell each other. */
  readonly log: ReactNode;
}

// Silence grows without anybody sending a hint, so the board asks often.
const boardPollMs = 5_000;

export function BoardPage(slots: BoardSlots): ReactNode {
  const { sessionId = "" } = useParams();
  const board = useRoute(
    conduct.sessionBoard,
    { params: { sessionId } },
    { topics: [topicOf.session(sessionId)], pollMs: boardPollMs },
  );
  return <Fetched query={board}>{(data) => <BoardView board={data} {...slots} />}</Fetched>;
}

function BoardView({
  board,
  renderRecord,
  renderIdentity,
  renderIncidents,
  renderPicture,
  lackOf,
  tilesTool,
  renderStage,
  log,
}: BoardSlots & { readonly board: Board }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const showToast = useToast();
  const [act, setAct] = useState<Act>();
  const { session, sittings } = board;
  // Whoever is shown stays shown when the order changes: somebody may be typing an answer to them.
  const [address] = useSearchParams();
  const [selectedId, setSelectedId] = useState(address.get("personne") ?? sittings[0]?.sittingId);
  const [picked, setPicked] = useState<readonly string[]>([]);
  const words: Words = { t, locale, timeZone: session.timeZone, nowMs: useNow(board.serverNow) };
  // People may be booked after the board was opened.
  if (selectedId === undefined && sittings[0]) setSelectedId(sittings[0].sittingId);
  const selected = sittings.find(({ sittingId }) => sittingId === selectedId) ?? sittings[0];
  const resume = useChange(conduct.resumeSittings, [conduct.sessionBoard, sittingRecord]);
  const { run: breakRun, start: startBreak, end: endBreak } = useBreak(selected);

  const move = (by: number): void => {
    const index = sittings.findIndex(({ sittingId }) => sittingId === selected?.sittingId);
    const target = sittings[(index + by + sittings.length) % sittings.length];
    if (target) setSelectedId(target.sittingId);
  };
  const pick = (sittingId: string, isPicked: boolean): void =>
    setPicked((known) => (isPicked ? [...known, sittingId] : known.filter((one) => one !== sittingId)));
  const people = picked.length > 0 ? picked : selected ? [selected.sittingId] : [];
  const hasClock = sittings.some(
    ({ sittingId, runs }) =>
      people.includes(sittingId) && runs.some(({ state }) => state === "OPEN" || state === "INTERRUPTED"),
  );
  const pauseOrResume = (): void => {
    const statesOf = sittings.filter(({ sittingId }) => people.includes(sittingId)).map(({ state }) => state);
    if (statesOf.includes("IN_PROGRESS")) setAct({ kind: "pause", sittingIds: people });
    else if (statesOf.includes("INTERRUPTED"))
      resume.mutate(
        { params: { sessionId: session.sessionId }, body: { sittingIds: [...people] } },
        { onSuccess: () => showToast(t("desk.resumeDone"), "success") },
      );
  };
  useShortcuts({
    arrowdown: () => move(1),
    arrowup: () => move(-1),
    c: () => hasClock && setAct({ kind: "credit", sittingIds: people }),
    u: pauseOrResume,
    o: () => selected && setAct({ kind: "observation", sittingId: selected.sittingId }),
    i: () => document.getElementById(incidentButton)?.click(),
    n: () => selected && setAct({ kind: "note", sittingId: selected.sittingId }),
    r: () => selected?.recheck && setAct({ kind: "recheck", sittingId: selected.sittingId }),
    b: () => breakRun?.(),
    p: () => document.getElementById(conversationField)?.focus(),
    x: () => selected && pick(selected.sittingId, !picked.includes(selected.sittingId)),
    m: () => setAct({ kind: "broadcast", sittingIds: picked.length > 0 ? picked : null }),
    g: () => session.state === "IN_PROGRESS" && !board.hold && setAct({ kind: "hold" }),
    "?": () => setAct({ kind: "shortcuts" }),
  });

  return (
    <div className={styles.board}>
      <BoardHeader board={board} words={words} picked={picked} onAct={setAct} onClear={() => setPicked([])} />
      {/* What a key alone began: no button is there to say that it was refused. */}
      <RefusalNotice error={resume.error ?? startBreak.error ?? endBreak.error} />
      {sittings.length === 0 ? (
        <EmptyState title={t("desk.noPeople")}>{t("desk.noPeopleWhy")}</EmptyState>
      ) : (
        <div className={styles.columns}>
          <section className="stack" aria-label={t("desk.peopleHeading")}>
            <div className="row row-between">
              <h2>{t("desk.peopleHeading")}</h2>
              <span className="row">
                {tilesTool}
                <span className="quiet small">{t("desk.toLookAt")}</span>
              </span>
            </div>
            <ul className={styles.tiles}>
              {sittings.map((sitting) => (
                <li key={sitting.sittingId}>
                  <PersonTile
                    sitting={sitting}
                    isSelected={sitting.sittingId === selected?.sittingId}
                    isPicked={picked.includes(sitting.sittingId)}
                    onSelect={() => setSelectedId(sitting.sittingId)}
                    onPick={(isPicked) => pick(sitting.sittingId, isPicked)}
                    words={words}
                    picture={renderPicture?.(
                      sitting.sittingId,
                      sitting.sittingId === selected?.sittingId,
                      isWatched(sitting),
                    )}
                    lack={isWatched(sitting) ? lackOf?.(sitting.sittingId) : undefined}
                  />
                </li>
              ))}
            </ul>
            <OpenRooms board={board} t={t} />
            {log}
            <Broadcasts broadcasts={board.broadcasts} sittings={sittings} words={words} />
          </section>
          {selected && (
            <PersonPanel
              key={selected.sittingId}
              sessionId={session.sessionId}
              deliveryMode={session.deliveryMode}
              sitting={selected}
              words={words}
              onAct={setAct}
              incidents={renderIncidents(selected.sittingId, selected.name, incidentButton)}
              record={renderRecord(selected.sittingId)}
              stage={renderStage?.(selected.sittingId, selected.name)}
            />
          )}
        </div>
      )}
      {act && (
        <ActDialog
          act={act}
          sessionId={session.sessionId}
          sittings={sittings}
          serverNow={board.serverNow}
          onClose={() => setAct(undefined)}
          renderIdentity={renderIdentity}
        />
      )}
    </div>
  );
}

function BoardHeader({
  board,
  words,
  picked,
  onAct,
  onClear,
}: {
  readonly board: Board;
  readonly words: Words;
  readonly picked: readonly string[];
  readonly onAct: (act: Act) => void;
  readonly onClear: () => void;
}): ReactNode {
  const { t, locale, timeZone, nowMs } = words;
  const { session, hold } = board;
  return (
    <header className={styles.header}>
      <div className={styles.place}>
        <Link href={addresses.sessions}>{t("desk.backToSessions")}</Link>
        <h1>{t("desk.boardTitle", { date: formatDate(locale, session.startsAt, timeZone, "long") })}</h1>
        <span className={styles.which}>
          {session.bodyName} · {t(session.deliveryMode === "ONLINE" ? "common.modeOnline" : "common.modeInPerson")} ·{" "}
          {t(`desk.session.${session.state}`)}
        </span>
      </div>
      <span className={styles.clock} role="timer" aria-label={t("desk.now")}>
        {formatTimeWithSeconds(nowMs, timeZone)}
      </span>
      <NextStep board={board} onAct={onAct} />
      <div className={styles.tools}>
        <GroupTools board={board} words={words} picked={picked} onAct={onAct} onClear={onClear} />
      </div>
      {hold && (
        <Notice title={t("desk.held", { reason: hold.reason })} role="status">
          {/* The seconds go by without being said. */}
          <span role="timer">
            {t("desk.heldSince", {
              duration: formatDuration(locale, nowMs - Date.parse(hold.since), "second"),
              name: hold.byName,
            })}
          </span>
        </Notice>
      )}
    </header>
  );
}

/** Under the people: rooms open and close all day, and the header keeps its height. */
function OpenRooms({ board: { openRooms, sittings }, t }: { readonly board: Board; readonly t: Words["t"] }): ReactNode {
  if (openRooms.length === 0) return null;
  const rooms = openRooms.map(({ kind, sittingId, openedByName }) => {
    const who = sittings.find((sitting) => sitting.sittingId === sittingId)?.name;
    return [t(`desk.room.${kind}`), who, t("desk.roomBy", { name: openedByName })].filter(Boolean).join("\u00a0· ");
  });
  return <p className="quiet small">{t("desk.openRooms", { rooms: rooms.join("; ") })}</p>;
}
