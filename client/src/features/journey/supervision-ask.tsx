import type { ReactNode } from "react";
import { consentVersion } from "#shared/domain/privacy/consent-items.ts";
import { journey as journeyRoute } from "#shared/protocol/journey.ts";
import { recordConsents } from "#shared/protocol/privacy.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Notice } from "#client/ui/index.ts";

/** Asked with the mode itself, with the other mode one button away. */
export function SupervisionAsk({
  registrationId,
  onRefuse,
}: {
  readonly registrationId: string;
  readonly onRefuse: () => void;
}): ReactNode {
  const t = useT();
  const change = useChange(recordConsents, [journeyRoute]);
  const accept = (): void =>
    change.mutate({
      params: { registrationId },
      body: { answers: [{ item: "ONLINE_SUPERVISION", version: consentVersion.ONLINE_SUPERVISION, isGranted: true }] },
    });
  return (
    <Notice
      title={t("scheduling.supervisionAsk")}
      actions={
        <>
          <Button isBusy={change.isPending} onClick={accept}>
            {t("scheduling.accept")}
          </Button>
          <Button onClick={onRefuse}>{t("scheduling.seeInPerson")}</Button>
        </>
      }
    >
      <p>{t("scheduling.supervisionText")}</p>
      <RefusalNotice error={change.error} />
    </Notice>
  );
}
