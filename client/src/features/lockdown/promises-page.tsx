import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { PageHeader } from "#client/ui/index.ts";

const never = [
  "promises.faceMatch",
  "promises.gaze",
  "promises.emotion",
  "promises.voice",
  "promises.keystroke",
  "promises.aiText",
  "promises.files",
  "promises.secret",
  "promises.sanction",
] as const;
const instead = ["promises.people", "promises.record", "promises.time", "promises.seat"] as const;

/** What the product never does: for anybody, without an account. */
export function PromisesPage(): ReactNode {
  const t = useT();
  return (
    <div className="stack-loose">
      <PageHeader title={t("promises.title")} lead={t("promises.lead")} />
      <section className="stack">
        <h2>{t("promises.neverTitle")}</h2>
        <ul className="stack">
          {never.map((key) => (
            <li key={key}>{t(key)}</li>
          ))}
        </ul>
      </section>
      <section className="stack">
        <h2>{t("promises.insteadTitle")}</h2>
        <ul className="stack">
          {instead.map((key) => (
            <li key={key}>{t(key)}</li>
          ))}
        </ul>
      </section>
      <p className="quiet small">{t("promises.checked")}</p>
    </div>
  );
}
