import { useState, type ReactNode } from "react";
import type { ReferralResolution } from "#shared/domain/marking/referral.ts";
import { formatDate } from "#shared/i18n/dates.ts";
import { languageTag } from "#shared/i18n/locale.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { resolveReferral, scriptReferrals } from "#shared/protocol/marking.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Badge, Button, Card, ConfirmDialog, Disclosure, EmptyState, PageHeader, StateTag, TextAreaField, useToast } from "#client/ui/index.ts";
import { officeTimeZone } from "./office-time.ts";

type Referral = RouteAnswer<typeof scriptReferrals>["referrals"][number];

/** Texts that a marker could not judge, and recordings that they could not hear: the directorate decides under the same blindness. */
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
  const toast = useToast();
  const [answer, setAnswer] = useState("");
  const [isForGood, setForGood] = useState(false);
  const resolve = useChange(resolveReferral, [scriptReferrals]);
  const { referralId, blindCode, activity } = referral;
  const decide = (resolution: ReferralResolution): void =>
    resolve.mutate(
      { params: { referralId }, body: { resolution, answer } },
      { onSuccess: () => toast(t("marking.referralDone"), "success"), onError: () => setForGood(false) },
    );
  const title = t(activity === null ? "marking.script" : "marking.recordingCode", { code: blindCode });
  return (
    <Card>
      <section className="stack" aria-label={title}>
        <h2 className="row">
          <span className="numbers">{blindCode}</span>
          <Badge tone="attention">{t(`marking.refer_${referral.kind}`)}</Badge>
        </h2>
        <Facts referral={referral} />
        {referral.note !== "" && <p>{referral.note}</p>}
        {activity === null && <ReferredText referral={referral} />}
        <TextAreaField
          label={t("marking.referralAnswer")}
          hint={t(activity === null ? "marking.referralAnswerHint" : "marking.referralRecordingAnswerHint")}
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
          {activity !== null && (
            <Button variant="quiet" isBusy={resolve.isPending} onClick={() => setForGood(true)}>
              {t("marking.referralUnusable")}
            </Button>
          )}
        </div>
        <ConfirmDialog
          isOpen={isForGood}
          title={t("marking.unusableTitle", { code: blindCode })}
          confirmLabel={t("marking.unusableConfirm")}
          cancelLabel={t("common.back")}
          tone="danger"
          isBusy={resolve.isPending}
          onCancel={() => setForGood(false)}
          onConfirm={() => decide("UNUSABLE")}
        >
          <p>{t("marking.unusableMeans")}</p>
          <p>{t("marking.unusableForGood")}</p>
        </ConfirmDialog>
      </section>
    </Card>
  );
}

/** What was referred, since when, and by when it is to be marked: nothing of whose it is, nor of how it was sat. */
function Facts({ referral: { activity, createdAt, dueAt, isLate } }: { readonly referral: Referral }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const day = (at: string): string => formatDate(locale, at, officeTimeZone, "long");
  return (
    <p className="row quiet small">
      {[
        ...(activity === null ? [] : [t(activity === "DISCUSSION" ? "marking.discussionRubric" : "marking.interviewRubric")]),
        t("marking.referralSince", { date: day(createdAt) }),
        t("marking.due", { date: day(dueAt) }),
      ].join(" · ")}
      {isLate && (
        <StateTag tone="attention" shape="triangle">
          {t("marking.stateLate")}
        </StateTag>
      )}
    </p>
  );
}

function ReferredText({ referral: { paragraphs, language } }: { readonly referral: Referral }): ReactNode {
  const t = useT();
  return (
    <Disclosure summary={t("marking.scriptHeading")}>
      <div className="stack">
        {paragraphs.length === 0 && <p className="quiet">{t("marking.emptyText")}</p>}
        {paragraphs.map((paragraph, place) => (
          // A text is never reordered: the place of a paragraph is its identity.
          <p key={`${place}-${paragraph.length}`} className="exam-text" lang={languageTag(language)}>
            {paragraph}
          </p>
        ))}
      </div>
    </Disclosure>
  );
}
