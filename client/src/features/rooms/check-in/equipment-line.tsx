import type { ReactNode } from "react";
import { techCheckOf } from "#shared/protocol/rooms.ts";
import { useT } from "#client/app/i18n.tsx";
import { useSessionDates } from "#client/app/use-dates.ts";
import { useRoute } from "#client/net/query.ts";
import { Card, StateTag } from "#client/ui/index.ts";

/** What the candidate's equipment did when it was checked, as the server signed it. */
export function EquipmentLine({ sittingId, timeZone }: { readonly sittingId: string; readonly timeZone: string }): ReactNode {
  const t = useT();
  const dates = useSessionDates(timeZone);
  const query = useRoute(techCheckOf, { params: { sittingId } });
  if (!query.data) return null;
  const { check } = query.data;
  if (!check)
    return (
      <Card title={t("lead.equipment")} look="flat">
        <p>{t("lead.equipmentNone")}</p>
      </Card>
    );
  const when = dates.dateTime(check.checkedAt);
  return (
    <Card title={t("lead.equipment")} look="flat">
      <StateTag tone={check.isPassed ? "success" : "attention"} shape={check.isPassed ? "full" : "triangle"}>
        {t(check.isPassed ? "lead.equipmentPassed" : "lead.equipmentFailed", { when })}
      </StateTag>
      {check.failures.length > 0 && (
        <ul>
          {check.failures.map(({ failure }) => (
            <li key={failure}>{t(`tech.fix.${failure}`)}</li>
          ))}
        </ul>
      )}
      {check.named.map(({ device, program }) => (
        <p key={device}>{t("lead.equipmentNamed", { device, program })}</p>
      ))}
      <p className="quiet small">
        {t(check.isSignatureValid ? "lead.equipmentSigned" : "lead.equipmentUnsigned", {
          code: check.contentHash.slice(0, 12),
        })}
      </p>
    </Card>
  );
}
