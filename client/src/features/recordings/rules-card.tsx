import type { ReactNode } from "react";
import { officeTimeZone } from "#shared/domain/marking/deadlines.ts";
import { useT } from "#client/app/i18n.tsx";
import { useDates } from "#client/app/use-dates.ts";
import { Card, LinkButton } from "#client/ui/index.ts";
import type { Desk } from "./recordings-desk.ts";

type RulesCardProps = Pick<Desk, "rules" | "decided">;

/** The rules in words, and who decided them and why; they are changed as a part of the rules of the exam. */
export function RulesCard({ rules, decided }: RulesCardProps): ReactNode {
  const t = useT();
  const { date } = useDates(officeTimeZone);
  return (
    <Card title={t("kept.rules")}>
      <p>{t("kept.rulesKeep", { reviewDays: rules.reviewDays, keepDays: rules.keepDays })}</p>
      <p>{t(rules.isOralFilmed ? "kept.rulesFilmed" : "kept.rulesNotFilmed")}</p>
      <p>{t(rules.areExtractsKept ? "kept.rulesExtracts" : "kept.rulesNoExtracts")}</p>
      <p className="quiet small">
        {rules.isOfExam && `${t("kept.rulesOfExam", { version: rules.version })} `}
        {decided
          ? t("kept.rulesBy", { name: decided.by, date: date(decided.at, "medium"), reason: decided.reason })
          : t("kept.rulesFirst")}
      </p>
      <div className="row">
        <LinkButton href="/resultats/regles">{t("kept.rulesChange")}</LinkButton>
      </div>
    </Card>
  );
}
