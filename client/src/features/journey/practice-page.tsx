import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import { currentPractice, startPractice } from "#shared/protocol/practice.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, LinkButton, Notice, PageHeader } from "#client/ui/index.ts";

/** What the practice is, and the door to it: the address of the exam itself, with another case. */
export function PracticePage(): ReactNode {
  const t = useT();
  const navigate = useNavigate();
  const current = useRoute(currentPractice, {});
  const start = useChange(startPractice, [currentPractice]);
  const begin = (): void =>
    start.mutate({}, { onSuccess: ({ sittingId }) => void navigate(`/seance/${sittingId}`) });
  return (
    <div className="stack-loose">
      <PageHeader
        title={t("practice.title")}
        lead={t("practice.lead")}
        backHref="/parcours"
        backLabel={t("journey.back")}
      />
      <Fetched query={current}>
        {({ practice }) => {
          const underWay = practice?.state === "IN_PROGRESS" ? practice : null;
          return (
            <Card
              look="accent"
              actions={
                <>
                  {underWay && (
                    <LinkButton variant="primary" href={`/seance/${underWay.sittingId}`}>
                      {t("practice.resume")}
                    </LinkButton>
                  )}
                  <Button variant={underWay ? "secondary" : "primary"} isBusy={start.isPending} onClick={begin}>
                    {t(underWay ? "practice.startAgain" : "practice.start")}
                  </Button>
                </>
              }
            >
              <p>{t("practice.same")}</p>
              <p>{t("practice.nothingCounts")}</p>
              <p className="quiet">{t("practice.alone")}</p>
              {underWay && <p className="quiet">{t("practice.replaces")}</p>}
              {start.error?.code === "NOT_ALLOWED_NOW" ? (
                <Notice>{t("practice.notToday")}</Notice>
              ) : (
                <RefusalNotice error={start.error} />
              )}
            </Card>
          );
        }}
      </Fetched>
    </div>
  );
}
