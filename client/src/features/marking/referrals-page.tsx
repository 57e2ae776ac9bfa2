import { useState, type ReactNode } from "react";
import { formatDate } from "#shared/i18n/dates.ts";
import { languageTag } from "#shared/i18n/locale.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { resolveReferral, scriptReferrals } from "#shared/protocol/marking.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Badge, Button, Card, Disclosure, EmptyState, PageHeader, TextAreaField, useToast } from "#client/ui/index.ts";
import { officeTimeZone } from "./office-time.ts";

type Referral = RouteAnswer<typeof scriptReferrals>["referrals"][number];

/** Texts that a marker could not judge: the directorate decides under the same blindness. */
export function ReferralsPage(): ReactNode {
  const t = useT();
  const list = useRoute(scriptReferrals, {}, { pollMs: 20_000 });
  return (
    <div className="stack-loose">
      <PageHeader
        title={t("marking.referrals")}
        lead={t("marking.referralsLead")}
        backHref="/direction"
        backLabel={t("directorate.title")}
      />
      <Fetched query={list}>
        {({ referrals }) =>
          referrals.length === 0 ? (
            <EmptyState title={t("marking.referralsEmpty")}>{t("marking.referralsEmptyNext")}</EmptyState>
          ) : (
            <div className="stack-loose">
              {referrals.map((referral) => (
                <OneReferral key={referral.referralId} referral={referral} />
              ))}
            </div>
          )
        }
      </Fetched>
    </div>
  );
}

function OneReferral({ referral }: { readonly referral: Referral }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const toast = useToast();
  const [answer, setAnswer] = useState("");
  const resolve = useChange(resolveReferral, [scriptReferrals]);
  const decide = (resolution: "RETURN" | "REALLOT"): void =>
    resolve.mutate(
      { params: { referralId: referral.referralId }, body: { resolution, answer } },
      { onSuccess: () => toast(t("marking.referralDone"), "success") },
    );
  return (
    <Card>
      <section className="stack" aria-label={t("marking.script", { code: referral.blindCode })}>
        <h2 className="row">
          <span className="numbers">{referral.blindCode}</span>
          <Badge tone="attention">{t(`marking.refer_${referral.kind}`)}</Badge>
        </h2>
        <p className="quiet small">
          {t("marking.referralSince", { date: formatDate(locale, referral.createdAt, officeTimeZone, "long") })}
        </p>
        {referral.note !== "" && <p>{referral.note}</p>}
        <Disclosure summary={t("marking.scriptHeading")}>
          <div className="stack">
            {referral.paragraphs.length === 0 && <p className="quiet">{t("marking.emptyText")}</p>}
            {referral.paragraphs.map((paragraph, place) => (
              // A text is never reordered: the place of a paragraph is its identity.
              <p key={`${place}-${paragraph.length}`} className="exam-text" lang={languageTag(referral.language)}>
                {paragraph}
              </p>
            ))}
          </div>
        </Disclosure>
        <TextAreaField
          label={t("marking.referralAnswer")}
          hint={t("marking.referralAnswerHint")}
          rows={2}
          maxLength={1000}
          value={answer}
          onChange={(event) => setAnswer(event.target.value)}
        />
        <RefusalNotice error={resolve.error} />
        <div className="row">
          <Button isBusy={resolve.isPending} onClick={() => decide("REALLOT")}>
            {t("marking.referralReallot")}
          </Button>
          <Button variant="primary" isBusy={resolve.isPending} onClick={() => decide("RETURN")}>
            {t("marking.referralReturn")}
          </Button>
        </div>
      </section>
    </Card>
  );
}
