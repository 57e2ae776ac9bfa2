import { useState, type ReactNode } from "react";
import { useParams } from "react-router";
import { useT } from "#client/app/i18n.tsx";
import { useDates } from "#client/app/use-dates.ts";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, EmptyState, PageHeader, SelectField, TextField } from "#client/ui/index.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import {
  chooseExamBrowser,
  createExamBrowserCampaign,
  examBrowserCampaigns,
  overrideExamBrowser,
  releaseExamBrowser,
  sessionExamBrowsers,
} from "#shared/protocol/exam-browser.ts";
import { topicOf } from "#shared/protocol/live.ts";

type Browsers = RouteAnswer<typeof sessionExamBrowsers>;

/** For whoever looks after a session: its configuration, and for each person what was expected beside what came. */
export function ExamBrowserPage(): ReactNode {
  const { sessionId = "" } = useParams();
  const t = useT();
  const query = useRoute(sessionExamBrowsers, { params: { sessionId } }, { topics: [topicOf.session(sessionId)], pollMs: 10_000 });
  return (
    <div className="stack-loose">
      <PageHeader title={t("seb.title")} lead={t("seb.lead")} />
      <Fetched query={query}>
        {(browsers) => (
          <>
            <Campaign sessionId={sessionId} campaignId={browsers.campaignId} />
            <section className="stack">
              <h2>{t("seb.people")}</h2>
              {browsers.sittings.length === 0 && <EmptyState title={t("seb.nobody")} />}
              {browsers.sittings.map((one) => (
                <Person key={one.sittingId} person={one} />
              ))}
            </section>
          </>
        )}
      </Fetched>
    </div>
  );
}

function Campaign({ sessionId, campaignId }: { readonly sessionId: string; readonly campaignId: string | null }): ReactNode {
  const t = useT();
  const campaigns = useRoute(examBrowserCampaigns, {}).data?.campaigns ?? [];
  const choose = useChange(chooseExamBrowser, [sessionExamBrowsers]);
  const create = useChange(createExamBrowserCampaign, [examBrowserCampaigns]);
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const chosen = campaigns.find((one) => one.campaignId === campaignId);
  const make = (): void => create.mutate({ body: { name, password: password === "" ? null : password } });
  return (
    <Card title={t("seb.campaign")}>
      <div className="stack">
        <SelectField
          label={t("seb.chosen")}
          value={campaignId ?? ""}
          options={[{ value: "", label: t("seb.none") }, ...campaigns.map((one) => ({ value: one.campaignId, label: one.name }))]}
          onChange={(value) => choose.mutate({ params: { sessionId }, body: { campaignId: value === "" ? null : value } })}
        />
        <RefusalNotice error={choose.error} />
        {chosen && (
          <p className="small">
            {t("seb.keys", { configKey: chosen.configKey, count: chosen.browserKeys.length })}
            {chosen.password !== null && ` · ${t("seb.password", { password: chosen.password })}`}
            {` · ${t("seb.quitPassword", { password: chosen.quitPassword })}`}
          </p>
        )}
        <TextField label={t("seb.name")} value={name} onChange={(event) => setName(event.target.value)} />
        <TextField label={t("seb.newPassword")} value={password} onChange={(event) => setPassword(event.target.value)} />
        <div className="row">
          <Button isBusy={create.isPending} onClick={make}>
            {t("seb.create")}
          </Button>
        </div>
        <RefusalNotice error={create.error} />
      </div>
    </Card>
  );
}

function Person({ person }: { readonly person: Browsers["sittings"][number] }): ReactNode {
  const t = useT();
  const dates = useDates();
  const [reason, setReason] = useState("");
  const release = useChange(releaseExamBrowser, [sessionExamBrowsers]);
  const override = useChange(overrideExamBrowser, [sessionExamBrowsers]);
  const given = { params: { sittingId: person.sittingId }, body: { reason } };
  const [latest] = person.checks;
  return (
    <Card title={person.name} look={person.lockedAt === null ? "plain" : "accent"}>
      <div className="stack">
        {person.lockedAt !== null && <p>{t("seb.lockedSince", { time: dates.time(person.lockedAt) })}</p>}
        {person.override && (
          <p>{t("seb.overriddenBy", { name: person.override.byName, reason: person.override.reason })}</p>
        )}
        {latest ? (
          <dl className="small">
            <dt>{t(latest.outcome === "OK" ? "seb.recognised" : "seb.notRecognised")}</dt>
            <dd>{`${dates.time(latest.at)} · ${latest.way} · ${latest.outcome} · ${latest.url}`}</dd>
            <dt>{t("seb.expected")}</dt>
            <dd>{latest.expected}</dd>
            <dt>{t("seb.received")}</dt>
            <dd>{latest.received === "" ? t("seb.nothing") : latest.received}</dd>
          </dl>
        ) : (
          <p className="quiet">{t("seb.notYet")}</p>
        )}
        {person.override === null && (
          <>
            <TextField label={t("seb.reason")} value={reason} onChange={(event) => setReason(event.target.value)} />
            <div className="row">
              {person.lockedAt !== null && (
                <Button isBusy={release.isPending} onClick={() => release.mutate(given)}>
                  {t("seb.release")}
                </Button>
              )}
              <Button variant="quiet" isBusy={override.isPending} onClick={() => override.mutate(given)}>
                {t("seb.override")}
              </Button>
            </div>
          </>
        )}
        <RefusalNotice error={release.error ?? override.error} />
      </div>
    </Card>
  );
}
