import type { ReactNode } from "react";
import styles from "./badge.module.css";
import { classNames } from "./class-names.ts";

export type Tone = "neutral" | "info" | "success" | "attention" | "danger";

export function Badge({
  tone = "neutral",
  children,
}: {
  readonly tone?: Tone;
  readonly children: ReactNode;
}): ReactNode {
  return <span className={classNames(styles.badge, styles[tone])}>{children}</span>;
}

/** ● here and well, ◐ on the way, ○ not yet, ▲ look, ■ ended. */
export type StateShape = "full" | "half" | "hollow" | "triangle" | "square";

const shapes: Readonly<Record<StateShape, ReactNode>> = {
  full: <circle cx="6" cy="6" r="5" fill="currentColor" />,
  half: (
    <>
      <circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M6 1.75a4.25 4.25 0 0 1 0 8.5z" fill="currentColor" />
    </>
  ),
  hollow: <circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  triangle: <path d="M6 .75 11.5 11H.5z" fill="currentColor" />,
  square: <rect x="1.25" y="1.25" width="9.5" height="9.5" rx="1" fill="currentColor" />,
};

export type StateTagProps = { readonly tone?: Tone; readonly shape?: StateShape; readonly children: ReactNode };

/** A state in words, with a shape as well as a colour: nobody has to see the colour. */
export function StateTag({ tone = "neutral", shape = "full", children }: StateTagProps): ReactNode {
  return (
    <span className={classNames(styles.state, styles[tone])}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" className={styles.shape}>
        {shapes[shape]}
      </svg>
      <span className={styles.words}>{children}</span>
    </span>
  );
}
