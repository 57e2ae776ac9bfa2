import type { ReactNode } from "react";
import { officeTimeZone } from "#shared/domain/marking/deadlines.ts";
import { formatDateTime } from "#shared/i18n/dates.ts";
import type { ResultDetail } from "#shared/protocol/results.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { Button, Notice } from "#client/ui/index.ts";
import styles from "./confirmation-page.module.css";

export interface ProposedAnnulmentProps {
  readonly annulment: NonNullable<ResultDetail["annulment"]>;
  readonly onSign: (proposalId: string) => void;
}

/** Whoever may sign does it here, or decides otherwise below; whoever proposed it or was there waits for somebody else. */
export function ProposedAnnulment({ annulment, onSign }: ProposedAnnulmentProps): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const { proposerName, maySign, reason, proposedAt } = annulment;
  const sign = (
    <Button size="small" onClick={() => onSign(annulment.proposalId)}>
      {t("confirmation.annul")}
    </Button>
  );
  return (
    <Notice tone="attention" title={t("confirmation.proposed")} role="note" {...(maySign ? { actions: sign } : {})}>
      <p className="small">
        {t("confirmation.decisionBy", { name: proposerName, date: formatDateTime(locale, proposedAt, officeTimeZone, "medium") })}
      </p>
      <blockquote className={styles.quoted}>{reason}</blockquote>
      <p>{t(maySign ? "confirmation.proposedToMe" : "confirmation.proposedToOther")}</p>
    </Notice>
  );
}
