import type { ReactNode } from "react";
import { activityKeys } from "#client/app/activity-keys.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Badge, Button, Card, LinkButton } from "#client/ui/index.ts";
import type { Activity } from "#shared/domain/sitting/run-machine.ts";
import { continuePractice } from "#shared/protocol/practice.ts";
import { mySitting } from "#shared/protocol/sitting.ts";

/** In the header of the room: that it is a practice, and the way out. What is written stays, so nothing is asked. */
export function PracticeTools(): ReactNode {
  const t = useT();
  return (
    <>
      <Badge tone="info">{t("practice.badge")}</Badge>
      <LinkButton href="/entrainement" variant="quiet">
        {t("practice.leave")}
      </LinkButton>
    </>
  );
}

/** Between two activities of a practice: nobody else is there to open the next one. */
export function PracticeNext({
  sittingId,
  next,
}: {
  readonly sittingId: string;
  readonly next: Activity;
}): ReactNode {
  const t = useT();
  const open = useChange(continuePractice, [mySitting]);
  return (
    <Card
      look="accent"
      title={t("practice.nextTitle", { activity: t(activityKeys[next]) })}
      actions={
        <Button
          variant="primary"
          size="large"
          isBusy={open.isPending}
          onClick={() => open.mutate({ params: { sittingId } })}
        >
          {t("practice.next")}
        </Button>
      }
    >
      <p>{t("practice.nextText")}</p>
      <RefusalNotice error={open.error} />
    </Card>
  );
}

/** After the last page: what would happen now, and the way back. */
export function PracticeEnded(): ReactNode {
  const t = useT();
  return (
    <Card
      look="accent"
      title={t("practice.doneTitle")}
      actions={
        <>
          <LinkButton variant="primary" href="/parcours">
            {t("exam.backToJourney")}
          </LinkButton>
          <LinkButton href="/entrainement">{t("practice.startAgain")}</LinkButton>
        </>
      }
    >
      <p>{t("practice.doneText")}</p>
    </Card>
  );
}
