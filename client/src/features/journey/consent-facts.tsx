import type { ReactNode } from "react";
import type { ConsentItem } from "#shared/domain/privacy/consent-items.ts";
import { useT } from "#client/app/i18n.tsx";
import styles from "./journey.module.css";

const facts = ["what", "why", "who", "until"] as const;

export function ConsentFacts({ item }: { readonly item: ConsentItem }): ReactNode {
  const t = useT();
  return (
    <dl className={styles.facts}>
      {facts.map((fact) => (
        <div key={fact} className={styles.fact}>
          <dt>{t(`journey.${fact}`)}</dt>
          <dd>{t(`journey.${item}.${fact}`)}</dd>
        </div>
      ))}
    </dl>
  );
}
