import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { PersonIcon } from "#client/ui/index.ts";
import styles from "./journey.module.css";

/** The human of the file, by name, with how fast calls are answered today when that is known. */
export function ContactLine({
  name,
  minutes,
}: {
  readonly name: string | null;
  readonly minutes: number | null;
}): ReactNode {
  const t = useT();
  const who = name ? t("journey.contact", { name }) : t("journey.contactTeam");
  return (
    <section className={styles.contact}>
      <PersonIcon />
      <div>
        <p>
          <strong>{who}</strong>
          {minutes !== null && ` — ${t("journey.contactTime", { count: minutes })}`}
        </p>
        <p className="quiet small">{t("journey.contactHow")}</p>
      </div>
    </section>
  );
}
