import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";
import styles from "./visually-hidden.module.css";

/** Read by assistive technology only. */
export function VisuallyHidden({ className, ...rest }: ComponentProps<"span">): ReactNode {
  return <span className={classNames(styles.hidden, className)} {...rest} />;
}
