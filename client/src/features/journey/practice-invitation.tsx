import type { ReactNode } from "react";
import type { JourneyView } from "#shared/protocol/journey.ts";
import { useT } from "#client/app/i18n.tsx";
import { Card, LinkButton } from "#client/ui/index.ts";

/** Until somebody has come to their session, the practice exam is one line away, and never in the way. */
export function PracticeInvitation({ journey }: { readonly journey: JourneyView }): ReactNode {
  const t = useT();
  if (journey.booking && journey.booking.sittingState !== "SCHEDULED") return null;
  return (
    <Card
      title={t("practice.invite")}
      titleLevel={2}
      actions={<LinkButton href="/entrainement">{t("practice.inviteAction")}</LinkButton>}
    >
      <p>{t("practice.inviteText")}</p>
    </Card>
  );
}
