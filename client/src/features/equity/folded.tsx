import type { ReactNode } from "react";
import type { Standing } from "#shared/domain/equity/standing.ts";
import { Disclosure } from "#client/ui/index.ts";
import styles from "./equity.module.css";
import { StandingTag } from "./standing-tag.tsx";

/** The most pressing first. */
const order: readonly Standing[] = ["EXAMINE", "NOT_SHOWN", "EXPLORATORY", "FINE", "EQUIVALENT", "INSUFFICIENT"];

/** A part of the comparison, folded under its name and the most pressing thing that it says. */
export function Folded({
  title,
  hint,
  standings,
  children,
}: {
  readonly title: string;
  readonly hint?: string;
  readonly standings: readonly Standing[];
  readonly children: ReactNode;
}): ReactNode {
  const worst = order.find((one) => standings.includes(one)) ?? "INSUFFICIENT";
  return (
    <Disclosure
      summary={
        <span className={styles.summary}>
          {title} <StandingTag standing={worst} />
        </span>
      }
    >
      <div className="stack">
        {hint !== undefined && <p className="quiet">{hint}</p>}
        {children}
      </div>
    </Disclosure>
  );
}
