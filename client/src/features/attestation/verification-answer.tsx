import type { ReactNode } from "react";
import { formatDate } from "#shared/i18n/dates.ts";
import type { VerificationView } from "#shared/protocol/attestation.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { AttentionIcon, DangerIcon, SuccessIcon, type NoticeTone } from "#client/ui/index.ts";
import styles from "./verify-page.module.css";

/** A large sentence, and only what the paper in the reader's hand says too. */
export function VerificationAnswer({ answer }: { readonly answer: VerificationView }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  switch (answer.status) {
    case "valid":
      return (
        <Panel tone="success" title={t("attestation.valid")}>
          <dl className={styles.facts}>
            <dt>{t("attestation.name")}</dt>
            <dd>{answer.name}</dd>
            <dt>{t("attestation.profession")}</dt>
            <dd lang="fr">{answer.profession}</dd>
            <dt>{t("attestation.date")}</dt>
            {/* Noon, so that the civil day is the same in every time zone that the formatter is given. */}
            <dd>{formatDate(locale, `${answer.date}T12:00:00Z`, "UTC", "long")}</dd>
            <dt>{t("attestation.number")}</dt>
            <dd className="numbers">{answer.number}</dd>
          </dl>
          <p>{t("attestation.compare")}</p>
        </Panel>
      );
    case "replaced":
      return (
        <Panel tone="attention" title={t("attestation.replaced")}>
          <p>{t("attestation.replacedText", { number: answer.number })}</p>
        </Panel>
      );
    case "revoked":
      return (
        <Panel tone="danger" title={t("attestation.revoked")}>
          <p>{t("attestation.revokedText", { number: answer.number })}</p>
        </Panel>
      );
    case "unknown":
      return (
        <Panel tone="attention" title={t("attestation.unknown")}>
          <p>{t("attestation.unknownText")}</p>
        </Panel>
      );
    case "mistyped":
      return (
        <Panel tone="attention" title={t("attestation.mistyped")}>
          <p>{t("attestation.mistypedText")}</p>
        </Panel>
      );
  }
}

const icons = { success: SuccessIcon, attention: AttentionIcon, danger: DangerIcon };

function Panel({
  tone,
  title,
  children,
}: {
  readonly tone: Exclude<NoticeTone, "info">;
  readonly title: string;
  readonly children: ReactNode;
}): ReactNode {
  const Icon = icons[tone];
  return (
    <section className={`${styles.answer} ${styles[tone]}`} aria-live="polite">
      <h2 className={styles.sentence}>
        <Icon size={32} />
        <span>{title}</span>
      </h2>
      {children}
    </section>
  );
}
