import { useState, type ComponentProps, type ReactNode } from "react";
import { classNames } from "./class-names.ts";
import styles from "./visually-hidden.module.css";

/** Read by assistive technology only. */
export function VisuallyHidden({ className, ...rest }: ComponentProps<"span">): ReactNode {
  return <span className={classNames(styles.hidden, className)} {...rest} />;
}

export type SaysChangesProps = Omit<ComponentProps<"span">, "children" | "role"> & { readonly words: string };

/** Said politely each time it changes, and never on arrival: what is there from the start is read with the page. */
export function SaysChanges({ words, ...rest }: SaysChangesProps): ReactNode {
  const [shown, setShown] = useState({ words, said: "" });
  if (shown.words !== words) setShown({ words, said: words });
  return (
    <VisuallyHidden role="status" {...rest}>
      {shown.said}
    </VisuallyHidden>
  );
}
