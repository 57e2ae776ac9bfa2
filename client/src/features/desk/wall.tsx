import { useEffect, useRef, useState, type ReactNode } from "react";
import { useNavigate } from "react-router";
import { byAttention } from "#shared/domain/conduct/attention.ts";
import { formatTime } from "#shared/i18n/dates.ts";
import type { WallSession } from "#shared/protocol/watching.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { Button, classNames, EmptyState, Link, LinkButton, PageHeader, StateTag, VisuallyHidden } from "#client/ui/index.ts";
import { addresses } from "./addresses.ts";
import { activityWords, connectionWords, isIdentityAsked, isWatched, levelLooks, savedWords, sideWords, type Lack, type Words } from "./board-words.ts";
import { ObservationDialog } from "./observation-dialog.tsx";
import { useNow } from "./use-now.ts";
import { useShortcuts } from "./use-shortcuts.ts";
import styles from "./wall.module.css";

export interface WallProps {
  readonly sessions: readonly WallSession[];
  readonly serverNow: string;
  readonly tilesTool: ReactNode;
  /** Why somebody is not seen, where it is not the people. */
  readonly notices: ReactNode;
  readonly lackOf: (sittingId: string) => Lack | undefined;
  readonly renderPicture: (sittingId: string, isSelected: boolean, isWatched: boolean) => ReactNode;
  readonly renderStage: (sittingId: string, name: string) => ReactNode;
  /** Nobody is shown any more: nobody is looked at, and nobody spoken to. */
  readonly onLeave: () => void;
}

type Person = WallSession["people"][number];
/** Somebody on the wall, with the session that they are of. */
interface Seen extends Person {
  readonly session: WallSession;
  readonly number: string;
  readonly lack: Lack | undefined;
}

/** What is not seen of somebody who should be is worth a look, where nothing worse is. */
function seenOf(session: WallSession, number: string, lackOf: WallProps["lackOf"]): Seen[] {
  return session.people.flatMap((person) => {
    if (person.level === "ENDED") return [];
    const lack = isWatched(person) ? lackOf(person.sittingId) : undefined;
    return [{ ...person, session, number, lack, level: person.level === "CALM" && lack ? "WATCH" : person.level }];
  });
}

export function Wall({ sessions, serverNow, tilesTool, notices, lackOf, renderPicture, renderStage, onLeave }: WallProps): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const navigate = useNavigate();
  const [selectedId, setSelectedId] = useState<string>();
  const list = useRef<HTMLUListElement>(null);
  const [isNoting, setNoting] = useState(false);
  const nowMs = useNow(serverNow);
  const people = byAttention(sessions.flatMap((session, index) => seenOf(session, String(index + 1), lackOf)));
  const selected = people.find(({ sittingId }) => sittingId === selectedId);
  const wordsOf = ({ session }: Seen): Words => ({ t, locale, timeZone: session.timeZone, nowMs });

  const move = (by: number): void => {
    const index = selected ? people.indexOf(selected) + by : 0;
    const target = people[Math.min(Math.max(index, 0), people.length - 1)];
    if (target) setSelectedId(target.sittingId);
  };
  const columns = (): number => (list.current ? getComputedStyle(list.current).gridTemplateColumns.split(" ").length : 1);
  const leave = (): void => {
    setSelectedId(undefined);
    onLeave();
  };
  useShortcuts({
    arrowright: () => move(1),
    arrowleft: () => move(-1),
    arrowdown: () => move(columns()),
    arrowup: () => move(-columns()),
    escape: leave,
    o: () => selected && setNoting(true),
    b: () => selected?.session.isOwn && void navigate(addresses.person(selected.session.sessionId, selected.sittingId)),
  });
  // Whoever is chosen by a key is in view.
  useEffect(() => {
    if (selectedId !== undefined) list.current?.querySelector("[aria-pressed=true]")?.scrollIntoView({ block: "nearest" });
  }, [selectedId]);

  if (sessions.length === 0)
    return (
      <div className="stack">
        <PageHeader title={t("wall.title")} backHref={addresses.sessions} backLabel={t("desk.backToSessions")} />
        {notices}
        <EmptyState title={t("wall.empty")}>{t("wall.emptyWhy")}</EmptyState>
      </div>
    );
  return (
    <div className={styles.wall}>
      <header className={styles.header}>
        <h1>{t("wall.title")}</h1>
        <span role="status">
          {t("wall.summary", { look: people.filter(({ level }) => level === "LOOK").length, count: people.length })}
        </span>
        <ol className={styles.sessions} aria-label={t("wall.sessions")}>
          {sessions.map(({ sessionId, bodyCode, startsAt, timeZone, isOwn }, index) => {
            const words = t("wall.sessionLine", { body: bodyCode, time: formatTime(locale, startsAt, timeZone) });
            return (
              <li key={sessionId}>
                <SessionNumber number={String(index + 1)} />
                {isOwn ? <Link href={addresses.session(sessionId)}>{words}</Link> : words}
              </li>
            );
          })}
        </ol>
        {tilesTool}
      </header>
      {notices}
      <div className={classNames(styles.columns, selected && styles.withPerson)}>
        <section aria-label={t("wall.people")}>
          <ul ref={list} className={styles.tiles}>
            {people.map((seen) => (
              <li key={seen.sittingId}>
                <WallTile
                  seen={seen}
                  isSelected={seen === selected}
                  onSelect={() => setSelectedId(seen.sittingId)}
                  words={wordsOf(seen)}
                  picture={renderPicture(seen.sittingId, seen === selected, isWatched(seen))}
                />
              </li>
            ))}
          </ul>
          <p className="quiet small">{t("wall.keys")}</p>
        </section>
        {selected && (
          <WallPerson
            key={selected.sittingId}
            seen={selected}
            words={wordsOf(selected)}
            onNote={() => setNoting(true)}
            onClose={leave}
          >
            {renderStage(selected.sittingId, selected.name)}
          </WallPerson>
        )}
      </div>
      {isNoting && selected && <ObservationDialog {...selected} onClose={() => setNoting(false)} />}
    </div>
  );
}

/** Which session: the same number stands before its name. */
function SessionNumber({ number }: { readonly number: string }): ReactNode {
  const t = useT();
  return (
    <span className={styles.number}>
      <VisuallyHidden>{t("wall.session", { number })}</VisuallyHidden>
      <span aria-hidden="true">{number}</span>
    </span>
  );
}

/** A reason to look, or what is missing, or that all is well; the first reason alone, since the person's own place says all. */
function stateWords({ t }: Words, { reasons: [first], lack, level, state }: Seen): string {
  // An incident stays open all day: it hides nothing that is missing now.
  if (first && !(first === "INCIDENT_OPEN" && lack)) return t(`desk.reason.${first}`);
  if (lack) return t(`watch.${lack}`);
  return state === "IN_PROGRESS" ? t(`desk.level.${level}`) : t(`desk.state.${state}`);
}

function WallTile({
  seen,
  isSelected,
  onSelect,
  words,
  picture,
}: {
  readonly seen: Seen;
  readonly isSelected: boolean;
  readonly onSelect: () => void;
  readonly words: Words;
  readonly picture: ReactNode;
}): ReactNode {
  return (
    <button
      type="button"
      className={classNames(styles.tile, isSelected && styles.selected, seen.level === "LOOK" && styles.look)}
      aria-pressed={isSelected}
      onClick={onSelect}
    >
      {picture}
      <span className={styles.who}>
        <strong className={styles.name}>{seen.name}</strong>
        <SessionNumber number={seen.number} />
      </span>
      <StateTag {...levelLooks[seen.level]}>{stateWords(words, seen)}</StateTag>
    </button>
  );
}

function WallPerson({
  seen,
  words,
  onNote,
  onClose,
  children,
}: {
  readonly seen: Seen;
  readonly words: Words;
  readonly onNote: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}): ReactNode {
  const { t } = words;
  const { name, number, reasons, session, sittingId } = seen;
  return (
    <section className={styles.person} aria-label={name}>
      <header className="row row-between">
        <h2>{name}</h2>
        <Button variant="quiet" size="small" shortcut="Esc" onClick={onClose}>
          {t("wall.close")}
        </Button>
      </header>
      <p className="quiet small">
        {t("wall.session", { number })} · {session.bodyName} · {t("desk.withAdvisers", { names: session.advisers.join(", ") })}
      </p>
      {children}
      <StateTag {...levelLooks[seen.level]}>
        {reasons.length > 1 ? reasons.map((reason) => t(`desk.reason.${reason}`)).join(", ") : stateWords(words, seen)}
      </StateTag>
      <p className="numbers">
        {activityWords(words, seen)} · {connectionWords(words, seen)} · {savedWords(words, seen)}
        {sideWords(words, seen)}
      </p>
      <div className="row">
        <Button shortcut="O" onClick={onNote}>
          {t("desk.observation")}
        </Button>
        {session.isOwn && isIdentityAsked(seen) && (
          <LinkButton variant="primary" href={addresses.checkIn(session.sessionId, sittingId)}>
            {t("desk.callAgain")}
          </LinkButton>
        )}
        {session.isOwn && (
          <LinkButton href={addresses.person(session.sessionId, sittingId)} aria-keyshortcuts="B">
            {t("wall.openDesk")}
          </LinkButton>
        )}
      </div>
    </section>
  );
}
