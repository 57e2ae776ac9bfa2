import type { ReactNode } from "react";
import type { BoardSitting } from "#shared/protocol/conduct.ts";
import { classNames, StateTag } from "#client/ui/index.ts";
import {
  clockWords,
  connectionWords,
  expectedLook,
  levelLooks,
  savedWords,
  shownRun,
  type Words,
} from "./board-words.ts";
import styles from "./board.module.css";

export interface PersonTileProps {
  readonly sitting: BoardSitting;
  readonly isSelected: boolean;
  readonly onSelect: () => void;
  readonly words: Words;
}

/** One person at a glance. The shape and the words say «look»; the colour only repeats it. */
export function PersonTile({ sitting, isSelected, onSelect, words }: PersonTileProps): ReactNode {
  const { t } = words;
  const isExpected = sitting.state === "SCHEDULED" && sitting.reasons.length === 0;
  const { shape, tone } = isExpected ? expectedLook : levelLooks[sitting.level];
  const run = shownRun(sitting.runs);
  const isHere = sitting.state !== "SCHEDULED" && sitting.level !== "ENDED";
  const state = isExpected ? t("desk.state.SCHEDULED") : t(`desk.level.${sitting.level}`);
  const newest = sitting.observations[0];
  return (
    <button
      type="button"
      className={classNames(styles.tile, isSelected && styles.selected, sitting.level === "LOOK" && styles.look)}
      aria-pressed={isSelected}
      onClick={onSelect}
    >
      <span className={styles.tileHead}>
        <strong className={styles.name}>{sitting.name}</strong>
        <span className={styles.letter} title={t("desk.document", { letter: sitting.documentLetter })}>
          {sitting.documentLetter}
        </span>
      </span>
      <StateTag shape={shape} tone={tone}>
        {sitting.reasons.length > 0 ? sitting.reasons.map((reason) => t(`desk.reason.${reason}`)).join(", ") : state}
      </StateTag>
      {!isExpected && (
        <span>
          {run && sitting.level !== "ENDED"
            ? `${t(`record.activity.${run.activity}`)} · ${clockWords(words, run)}`
            : t(`desk.state.${sitting.state}`)}
        </span>
      )}
      {isHere && (
        <span className={styles.quietLine}>
          {connectionWords(words, sitting)}
          {run && sitting.writingTool === "KEYBOARD" && ` · ${savedWords(words, sitting)}`}
          {sitting.battery !== null && ` · ${t("desk.battery", { percent: sitting.battery })}`}
        </span>
      )}
      {newest && <span className={styles.quietLine}>{t(`record.kind.${newest.kind}`)}</span>}
    </button>
  );
}
