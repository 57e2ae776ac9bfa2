import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { CheckIcon } from "./icons.tsx";
import { Link } from "./link.tsx";
import styles from "./progress-steps.module.css";
import { VisuallyHidden } from "./visually-hidden.tsx";

/** `skipped`: its moment has gone by, and it was not done. */
export type StepState = "done" | "skipped" | "current" | "next";

export type Step = {
  readonly id: string;
  readonly label: ReactNode;
  readonly state: StepState;
  readonly detail?: ReactNode;
  readonly href?: string;
};

export type ProgressStepsProps = {
  readonly label: string;
  readonly steps: readonly Step[];
  /** Said before each step to those who do not see its mark. */
  readonly stateLabels: Readonly<Record<StepState, string>>;
  readonly direction?: "column" | "row";
};

/** A journey: what is done, where one is, what comes. */
export function ProgressSteps({ label, steps, stateLabels, direction = "column" }: ProgressStepsProps): ReactNode {
  return (
    <ol className={classNames(styles.steps, styles[direction])} aria-label={label}>
      {steps.map((step) => (
        <li
          key={step.id}
          className={classNames(styles.step, styles[step.state])}
          aria-current={step.state === "current" ? "step" : undefined}
        >
          <span className={styles.mark} aria-hidden="true">
            {step.state === "done" && <CheckIcon size={14} />}
          </span>
          <div className={styles.body}>
            <p className={styles.label}>
              <VisuallyHidden>{stateLabels[step.state]}, </VisuallyHidden>
              {step.href === undefined ? step.label : <Link href={step.href}>{step.label}</Link>}
            </p>
            {step.detail !== undefined && <div className={styles.detail}>{step.detail}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
