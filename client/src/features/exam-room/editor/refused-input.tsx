import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import styles from "../exam-room.module.css";

/** Says, without a reproach, that what was put in from elsewhere did not stay [WRT-1]. */
export function RefusedInput({ isShown }: { readonly isShown: boolean }): ReactNode {
  const t = useT();
  return isShown ? (
    <p className={styles.refused} role="status">
      {t("room.refusedInput")}
    </p>
  ) : null;
}
