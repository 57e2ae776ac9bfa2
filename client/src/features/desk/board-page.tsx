import { useState, type ReactNode } from "react";
import { useParams } from "react-router";
import { formatDate, formatTimeWithSeconds } from "#shared/i18n/dates.ts";
import * as conduct from "#shared/protocol/conduct.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { Button, EmptyState, Link, useToast } from "#client/ui/index.ts";
import { ActDialog } from "./act-dialogs.tsx";
import type { Act } from "./acts.ts";
import { addresses } from "./addresses.ts";
import type { Words } from "./board-words.ts";
import { NextStep } from "./next-step.tsx";
import { PersonPanel } from "./person-panel.tsx";
import { PersonTile } from "./person-tile.tsx";
import { useNow } from "./use-now.ts";
import { useShortcuts } from "./use-shortcuts.ts";
import styles from "./board.module.css";

type Board = RouteAnswer<typeof conduct.sessionBoard>;

/** What the desk shows of other features; the application passes it. */
export interface BoardSlots {
  readonly renderRecord: (sittingId: string) => ReactNode;
  readonly renderIdentity: (sittingId: string, onRecorded: () => void) => ReactNode;
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

function BoardView({ board, renderRecord, renderIdentity }: BoardSlots & { readonly board: Board }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const showToast = useToast();
  const [act, setAct] = useState<Act>();
  const { session, sittings } = board;
  // Whoever is shown stays shown when the order changes: somebody may be typing an answer to them.
  const [selectedId, setSelectedId] = useState(sittings[0]?.sittingId);
  const words: Words = { t, locale, timeZone: session.timeZone, nowMs: useNow(board.serverNow) };
  const selected = sittings.find(({ sittingId }) => sittingId === selectedId) ?? sittings[0];
  const resume = useChange(conduct.resumeSittings, [conduct.sessionBoard, sittingRecord]);

  const move = (by: number): void => {
    const index = sittings.findIndex(({ sittingId }) => sittingId === selected?.sittingId);
    const target = sittings[(index + by + sittings.length) % sittings.length];
    if (target) setSelectedId(target.sittingId);
  };
  const hasClock = selected?.runs.some(({ state }) => state === "OPEN" || state === "INTERRUPTED") ?? false;
  const pauseOrResume = (): void => {
    if (selected?.state === "IN_PROGRESS") setAct({ kind: "pause", sittingId: selected.sittingId });
    if (selected?.state === "INTERRUPTED")
      resume.mutate(
        { params: { sessionId: session.sessionId }, body: { sittingIds: [selected.sittingId] } },
        { onSuccess: () => showToast(t("desk.resumeDone"), "success") },
      );
  };
  useShortcuts({
    arrowdown: () => move(1),
    arrowup: () => move(-1),
    c: () => selected && hasClock && setAct({ kind: "credit", sittingId: selected.sittingId }),
    u: pauseOrResume,
    n: () => selected && setAct({ kind: "note", sittingId: selected.sittingId }),
  });

  return (
    <div className="stack">
      <BoardHeader board={board} words={words} onAct={setAct} />
      {sittings.length === 0 ? (
        <EmptyState title={t("desk.noPeople")}>{t("desk.noPeopleWhy")}</EmptyState>
      ) : (
        <div className={styles.columns}>
          <section className="stack" aria-label={t("desk.peopleHeading")}>
            <div className="row row-between">
              <h2>{t("desk.peopleHeading")}</h2>
              <span className="quiet small">{t("desk.toLookAt")}</span>
            </div>
            <ul className={styles.tiles}>
              {sittings.map((sitting) => (
                <li key={sitting.sittingId}>
                  <PersonTile
                    sitting={sitting}
                    isSelected={sitting.sittingId === selected?.sittingId}
                    onSelect={() => setSelectedId(sitting.sittingId)}
                    words={words}
                  />
                </li>
              ))}
            </ul>
            <Legend />
          </section>
          {selected && (
            <PersonPanel
              key={selected.sittingId}
              sessionId={session.sessionId}
              deliveryMode={session.deliveryMode}
              sitting={selected}
              words={words}
              onAct={setAct}
              record={renderRecord(selected.sittingId)}
            />
          )}
        </div>
      )}
      {act && (
        <ActDialog
          act={act}
          sessionId={session.sessionId}
          sittings={sittings}
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
  onAct,
}: {
  readonly board: Board;
  readonly words: Words;
  readonly onAct: (act: Act) => void;
}): ReactNode {
  const { t, locale, timeZone, nowMs } = words;
  const { session, sittings } = board;
  const isRunning = session.state === "IN_PROGRESS";
  const canPause = isRunning && sittings.some(({ state }) => state === "IN_PROGRESS");
  const hasClock = sittings.some(({ runs }) => runs.some(({ state }) => state === "OPEN" || state === "INTERRUPTED"));
  const isPaused = sittings.some(({ state }) => state === "INTERRUPTED");
  const resume = useChange(conduct.resumeSittings, [conduct.sessionBoard, sittingRecord]);
  return (
    <header className={styles.header}>
      <div className="stack">
        <Link href={addresses.sessions}>{t("desk.backToSessions")}</Link>
        <div className={styles.place}>
          <h1>{t("desk.boardTitle", { date: formatDate(locale, session.startsAt, timeZone, "long") })}</h1>
          <span>
            {session.bodyName} · {t(session.deliveryMode === "ONLINE" ? "common.modeOnline" : "common.modeInPerson")} ·{" "}
            {t(`desk.session.${session.state}`)}
          </span>
          <span className={styles.clock} role="timer" aria-label={t("desk.now")}>
            {formatTimeWithSeconds(nowMs, timeZone)}
          </span>
        </div>
        {board.openRooms.length > 0 && (
          <p className="quiet small">
            {t("desk.openRooms", {
              rooms: board.openRooms
                .map(({ kind, sittingId, openedByName }) => {
                  const who = sittings.find((sitting) => sitting.sittingId === sittingId)?.name;
                  return [t(`desk.room.${kind}`), who, t("desk.roomBy", { name: openedByName })]
                    .filter(Boolean)
                    .join(" · ");
                })
                .join("; "),
            })}
          </p>
        )}
      </div>
      <div className="stack">
        <NextStep board={board} onAct={onAct} />
        <div className="row row-end">
          {session.deliveryMode === "IN_PERSON" && <Link href={addresses.paper}>{t("inperson.title")}</Link>}
          {hasClock && (
            <Button onClick={() => onAct({ kind: "credit", sittingId: null })}>{t("desk.creditAll")}</Button>
          )}
          {isPaused && (
            <Button
              isBusy={resume.isPending}
              onClick={() => resume.mutate({ params: { sessionId: session.sessionId }, body: { sittingIds: null } })}
            >
              {t("desk.resumeAll")}
            </Button>
          )}
          {canPause && <Button onClick={() => onAct({ kind: "pause", sittingId: null })}>{t("desk.pauseAll")}</Button>}
        </div>
      </div>
    </header>
  );
}

function Legend(): ReactNode {
  const t = useT();
  return (
    <div className={styles.keys} aria-label={t("desk.shortcuts")} role="note">
      <span>{t("desk.shortcutsHint")}</span>
      <span>
        <kbd>↑</kbd> <kbd>↓</kbd> {t("desk.shortcutMove")}
      </span>
      <span>
        <kbd>C</kbd> {t("desk.credit")}
      </span>
      <span>
        <kbd>U</kbd> {t("desk.pause")}
      </span>
      <span>
        <kbd>N</kbd> {t("desk.note")}
      </span>
    </div>
  );
}
