import type { CSSProperties, ReactNode } from "react";
import type { ComparisonView } from "#shared/protocol/equity.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { asGap } from "#client/ui/figures.ts";
import styles from "./equity.module.css";

/** Where the gap lies, with its 90 % interval, beside the limits of equivalence. Its words are its text. */
export function IntervalBar({
  equivalence,
  reach,
  margin,
  first,
}: {
  readonly equivalence: NonNullable<ComparisonView["equivalence"]>;
  /** Points from the middle to either end: the same for every bar, so that they can be compared at a glance. */
  readonly reach: number;
  /** Of equivalence, in points. */
  readonly margin: number;
  /** The group that is lower on the left, and higher on the right. */
  readonly first: string;
}): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const { difference, interval90 } = equivalence;
  const percent = (value: number): string => `${(50 + (50 * value) / reach).toFixed(2)}%`;
  const places: CSSProperties & Record<`--${string}`, string> = {
    "--low": percent(interval90.low),
    "--high": percent(interval90.high),
    "--at": percent(difference),
    "--limit-low": percent(-margin),
    "--limit-high": percent(margin),
  };
  const words = { low: asGap(locale, interval90.low), high: asGap(locale, interval90.high) };
  return (
    <div className={styles.figure}>
      <div
        role="img"
        className={styles.bar}
        style={places}
        aria-label={t("equity.barLabel", { points: asGap(locale, difference), ...words, margin: String(margin) })}
      >
        <span className={styles.zone} />
        <span className={styles.zero} />
        <span className={styles.interval} />
        <span className={styles.point} />
        <span className={styles.limitLow}>{t("equity.lower", { margin })}</span>
        <span className={styles.limitHigh}>{t("equity.upper", { margin })}</span>
      </div>
      <p className={styles.ends} aria-hidden="true">
        <span>{t("equity.lowerEnd", { first })}</span>
        <span>{t("equity.upperEnd", { first })}</span>
      </p>
      <p className="small">{t("equity.difference", { points: asGap(locale, difference), ...words })}</p>
    </div>
  );
}

/** How far bars reach so that the widest interval is seen whole, and the limits apart. */
export const reachOf = (comparisons: readonly ComparisonView[], margin: number): number =>
  1.1 *
  Math.max(
    2 * margin,
    ...comparisons.flatMap(({ equivalence }) =>
      equivalence ? [Math.abs(equivalence.interval90.low), Math.abs(equivalence.interval90.high)] : [],
    ),
  );
