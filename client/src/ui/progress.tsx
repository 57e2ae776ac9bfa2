import { useId, type CSSProperties, type ReactNode } from "react";
import { classNames } from "./class-names.ts";
import styles from "./progress.module.css";

type BarProps = {
  readonly label: ReactNode;
  readonly isLabelHidden?: boolean;
  readonly value: number;
  readonly max?: number;
  /** «3 de 8», «64,0»: numbers stand over the bar. */
  readonly valueText: string;
};

export type MeterProps = BarProps & {
  readonly min?: number;
  /** A line on the bar: the cut score, the limit. */
  readonly cut?: number;
  readonly tone?: "info" | "success" | "attention" | "danger";
};

/** A measure within a known range. */
export function Meter({ min = 0, max = 100, cut, tone = "info", ...bar }: MeterProps): ReactNode {
  const percentOf = (value: number): number => Math.min(100, Math.max(0, ((value - min) / (max - min)) * 100));
  return (
    <Bar
      {...bar}
      max={max}
      min={min}
      kind="meter"
      percent={percentOf(bar.value)}
      cutPercent={cut === undefined ? undefined : percentOf(cut)}
      tone={tone}
    />
  );
}

/** How far a task has gone. */
export function ProgressBar({ max = 100, ...bar }: BarProps): ReactNode {
  return (
    <Bar {...bar} min={0} max={max} kind="progressbar" percent={Math.min(100, (bar.value / max) * 100)} tone="info" />
  );
}

function Bar({
  label,
  isLabelHidden = false,
  value,
  min,
  max,
  valueText,
  kind,
  percent,
  cutPercent,
  tone,
}: BarProps & {
  readonly min: number;
  readonly kind: "meter" | "progressbar";
  readonly percent: number;
  readonly cutPercent?: number;
  readonly tone: NonNullable<MeterProps["tone"]>;
}): ReactNode {
  const id = useId();
  const sizes: CSSProperties & { "--percent": string; "--cut": string } = {
    "--percent": `${percent}%`,
    "--cut": `${cutPercent ?? 0}%`,
  };
  return (
    <div className={classNames(styles.bar, styles[tone])}>
      <div className={classNames(styles.text, isLabelHidden && styles.textHidden)}>
        <span id={id}>{label}</span>
        <span className={styles.value}>{valueText}</span>
      </div>
      <div
        role={kind}
        className={styles.track}
        style={sizes}
        aria-labelledby={id}
        aria-valuenow={value}
        aria-valuemin={min}
        aria-valuemax={max}
        aria-valuetext={valueText}
      >
        <span className={styles.fill} />
        {cutPercent !== undefined && <span className={styles.cut} />}
      </div>
    </div>
  );
}
