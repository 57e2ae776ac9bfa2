import { useState, type ReactNode } from "react";
import { useParams } from "react-router";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { giveOrderWord, orderQuestion } from "#shared/protocol/identity.ts";
import { useT } from "#client/app/i18n.tsx";
import { useDates } from "#client/app/use-dates.ts";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice, signInPath } from "#client/net/refusal.tsx";
import { Button, Card, ConfirmDialog, EmptyState, LinkButton, Notice, PageHeader } from "#client/ui/index.ts";

const spent = ["LINK_UNKNOWN", "LINK_EXPIRED", "LINK_USED"] as const;

/** A clerk of the order answers one question about one person, once. */
export function OrderIdentityPage(): ReactNode {
  const t = useT();
  const { token = "" } = useParams();
  const query = useRoute(orderQuestion, { params: { token } });
  const [given, setGiven] = useState<boolean>();
  const code = spent.find((one) => one === query.error?.code);
  const isAsked = given === undefined && code === undefined;
  return (
    <div className="stack-loose">
      <PageHeader title={t("orderword.title")} lead={isAsked ? t("orderword.lead") : undefined} backHref="/ordre" backLabel={t("referrals.back")} />
      {given !== undefined ? (
        <Notice tone="success" title={t("orderword.thanks")}>
          {t(given ? "orderword.saidYes" : "orderword.saidNo")}
        </Notice>
      ) : query.error?.code === "NOT_SIGNED_IN" ? (
        <EmptyState title={t("orderword.signInTitle")} action={
          <LinkButton variant="primary" href={signInPath()}>
            {t("orderword.signIn")}
          </LinkButton>
        }>
          {t("orderword.signInWhy")}
        </EmptyState>
      ) : code !== undefined ? (
        <EmptyState title={t(`orderword.${code}`)}>{t("orderword.spentWhy")}</EmptyState>
      ) : (
        <Fetched query={query}>{(question) => <Question token={token} question={question} onGiven={setGiven} />}</Fetched>
      )}
    </div>
  );
}

function Question({
  token,
  question,
  onGiven,
}: {
  readonly token: string;
  readonly question: RouteAnswer<typeof orderQuestion>;
  readonly onGiven: (isConfirmed: boolean) => void;
}): ReactNode {
  const t = useT();
  const dates = useDates();
  const birthday = useDates("UTC");
  const [asked, setAsked] = useState<boolean>();
  const give = useChange(giveOrderWord);
  const name = `${question.givenName} ${question.familyName}`;
  const send = (isConfirmed: boolean): void =>
    give.mutate(
      { params: { token }, body: { isConfirmed } },
      { onSuccess: () => onGiven(isConfirmed), onSettled: () => setAsked(undefined) },
    );
  return (
    <Card title={name}>
      <div className="stack">
        <p>
          {t("orderword.born", { date: birthday.date(`${question.birthDate}T00:00:00Z`, "long") })}
          <br />
          {t("orderword.file", { number: question.fileNumber })}
        </p>
        {question.correction && (
          <Notice tone="attention" role="note" title={t("orderword.corrected")}>
            {t("orderword.correctedFrom", {
              name: `${question.correction.referred.givenName} ${question.correction.referred.familyName}`,
              date: birthday.date(`${question.correction.referred.birthDate}T00:00:00Z`, "long"),
            })}
          </Notice>
        )}
        <p>{t("orderword.question")}</p>
        <p className="quiet small">
          {t("orderword.kept")}
          <br />
          {t("orderword.until", { until: dates.dateTime(question.expiresAt, "long") })}
        </p>
        <RefusalNotice error={give.error} />
        <div className="row">
          <Button variant="primary" onClick={() => setAsked(true)}>
            {t("orderword.yes")}
          </Button>
          <Button onClick={() => setAsked(false)}>{t("orderword.no")}</Button>
        </div>
      </div>
      <ConfirmDialog
        isOpen={asked !== undefined}
        title={t(asked ? "orderword.yesTitle" : "orderword.noTitle", { name })}
        confirmLabel={t(asked ? "orderword.yes" : "orderword.no")}
        cancelLabel={t("common.cancel")}
        isBusy={give.isPending}
        onConfirm={() => asked !== undefined && send(asked)}
        onCancel={() => setAsked(undefined)}
      >
        <p>{t("orderword.once")}</p>
      </ConfirmDialog>
    </Card>
  );
}
