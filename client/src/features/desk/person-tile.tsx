import type { ReactNode } from "react";
import { formatTime } from "#shared/i18n/dates.ts";
import type { BoardSitting } from "#shared/protocol/conduct.ts";
import { classNames, StateTag, VisuallyHidden } from "#client/ui/index.ts";
import { activityWords, connectionWords, expectedLook, levelLooks, savedWords, type Lack, type Words } from "./board-words.ts";
import styles from "./board.module.css";

export interface PersonTileProps {
  readonly sitting: BoardSitting;
  readonly isSelected: boolean;
  readonly isPicked: boolean;
  readonly onSelect: () => void;
  readonly onPick: (isPicked: boolean) => void;
  readonly words: Words;
  readonly picture?: ReactNode;
  readonly lack?: Lack | undefined;
}

// What was noted longer ago is in the record; on a tile it would look like news.
const newsMs = 5 * 60_000;

/** One person at a glance. The shape and the words say «look»; the colour only repeats it. */
export function PersonTile({ sitting, isSelected, isPicked, onSelect, onPick, words, picture, lack }: PersonTileProps): ReactNode {
  const { t, locale, timeZone, nowMs } = words;
  const isExpected = sitting.state === "SCHEDULED" && sitting.reasons.length === 0;
  // An incident stays open all day: it hides nothing that is missing now.
  const reasons = sitting.reasons.map((reason) => t(`desk.reason.${reason}`));
  const isLacking = !isExpected && lack !== undefined && sitting.reasons.every((reason) => reason === "INCIDENT_OPEN");
  const { shape, tone } = isExpected ? expectedLook : levelLooks[isLacking ? "WATCH" : sitting.level];
  const isEnded = sitting.level === "ENDED";
  const isHere = sitting.state !== "SCHEDULED" && !isEnded;
  const hasClock = sitting.runs.some(({ state }) => state === "OPEN" || state === "INTERRUPTED");
  const calm = isEnded || isExpected ? t(`desk.state.${sitting.state}`) : t(`desk.level.${sitting.level}`);
  const told = isLacking ? [t(`watch.${lack}`), ...reasons] : reasons;
  const [newest] = sitting.observations;
  const isNews = newest !== undefined && isHere && nowMs - Date.parse(newest.at) < newsMs;
  // Where all is well the last save says that the page is heard too.
  const facts = [
    (sitting.connection !== "OK" || !hasClock) && connectionWords(words, sitting),
    hasClock && sitting.writingTool === "KEYBOARD" && savedWords(words, sitting),
    sitting.battery !== null && t("desk.battery", { percent: sitting.battery }),
  ].filter((fact) => typeof fact === "string");
  return (
    <div
      className={classNames(styles.tile, isSelected && styles.selected, sitting.level === "LOOK" && styles.look)}
    >
      <label className={styles.pick}>
        <input type="checkbox" checked={isPicked} onChange={(event) => onPick(event.target.checked)} />
        <VisuallyHidden>{t("desk.pick", { name: sitting.name })}</VisuallyHidden>
      </label>
      <button type="button" className={styles.open} aria-pressed={isSelected} onClick={onSelect}>
        <span className={styles.tileHead}>
          <strong className={styles.name}>{sitting.name}</strong>
          <span className={styles.letter} title={t("desk.document", { letter: sitting.documentLetter })}>
            {sitting.documentLetter}
          </span>
        </span>
        {picture}
        <StateTag shape={shape} tone={tone}>
          {told.length > 0 ? told.join(", ") : calm}
        </StateTag>
        {!isExpected && !isEnded && <span className="numbers">{activityWords(words, sitting)}</span>}
        {isHere && facts.length > 0 && <span className={styles.quietLine}>{facts.join(" · ")}</span>}
        {isNews && (
          <span className={styles.quietLine}>
            {formatTime(locale, newest.at, timeZone)} · {t(`record.kind.${newest.kind}`)}
          </span>
        )}
      </button>
    </div>
  );
}
