import type { ComponentProps, ReactNode } from "react";
import styles from "./card.module.css";
import { classNames } from "./class-names.ts";

export type CardProps = Omit<ComponentProps<"section">, "title"> & {
  readonly title?: ReactNode;
  readonly titleLevel?: 2 | 3 | 4;
  /** Beside the title: a state, a date. */
  readonly aside?: ReactNode;
  readonly actions?: ReactNode;
  /** `accent` for the one thing to do now; `flat` inside another card. */
  readonly look?: "plain" | "accent" | "flat";
};

export function Card({
  title,
  titleLevel = 2,
  aside,
  actions,
  look = "plain",
  className,
  children,
  ...rest
}: CardProps): ReactNode {
  const Heading = `h${titleLevel}` as const;
  return (
    <section className={classNames(styles.card, styles[look], className)} {...rest}>
      {(title !== undefined || aside !== undefined) && (
        <header className={styles.header}>
          {title !== undefined && <Heading className={styles.title}>{title}</Heading>}
          {aside !== undefined && <div className={styles.aside}>{aside}</div>}
        </header>
      )}
      {children}
      {actions !== undefined && <footer className={styles.actions}>{actions}</footer>}
    </section>
  );
}
