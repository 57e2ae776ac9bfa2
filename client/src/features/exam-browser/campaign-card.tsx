import { useState, type FormEvent, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { addressOf } from "#client/net/http.ts";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { FileLink } from "#client/ui/file-link.tsx";
import { Button, Card, Disclosure, SelectField, TextField, useToast } from "#client/ui/index.ts";
import type { SessionState } from "#shared/domain/scheduling/session-machine.ts";
import { me } from "#shared/protocol/accounts.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import {
  chooseExamBrowser,
  createExamBrowserCampaign,
  examBrowserCampaigns,
  examBrowserFile,
  sessionExamBrowsers,
} from "#shared/protocol/exam-browser.ts";
import { AddKey, BrowserKeys } from "./browser-keys.tsx";
import styles from "./exam-browser.module.css";
import { Fact } from "./fact.tsx";

type Campaign = RouteAnswer<typeof examBrowserCampaigns>["campaigns"][number];

export interface CampaignCardProps {
  readonly sessionId: string;
  /** In which the session is sat; null where every browser will do. */
  readonly chosen: Campaign | null;
  /** Chosen anew until the session begins. */
  readonly state: SessionState;
}

/** The configuration in which a session is sat, with all that is needed to try it; new ones are the support staff's to write. */
export function CampaignCard({ sessionId, chosen, state }: CampaignCardProps): ReactNode {
  const t = useT();
  const roles = useRoute(me, {}).data?.account?.roles ?? [];
  const mayWrite = roles.includes("SUPPORT") || roles.includes("DIRECTOR");
  return (
    <Card title={t("seb.campaign")}>
      <div className="stack">
        {state === "OPEN" ? (
          <Choosing sessionId={sessionId} chosen={chosen} />
        ) : (
          <p>
            <strong>{chosen?.name ?? t("seb.none")}</strong>
            <br />
            <span className="quiet">{t(state === "CANCELLED" ? "seb.cancelled" : "seb.fixed")}</span>
          </p>
        )}
        {chosen && <Facts campaign={chosen} mayWrite={mayWrite} />}
        {chosen && mayWrite && <AddKey campaign={chosen} />}
        {mayWrite && (
          <Disclosure summary={t("seb.new")}>
            <NewCampaign />
          </Disclosure>
        )}
      </div>
    </Card>
  );
}

/** Among the newest, and the one that is chosen, however old it is. */
function Choosing({ sessionId, chosen }: Pick<CampaignCardProps, "sessionId" | "chosen">): ReactNode {
  const t = useT();
  const showToast = useToast();
  const query = useRoute(examBrowserCampaigns, {});
  const choose = useChange(chooseExamBrowser, [sessionExamBrowsers]);
  return (
    <Fetched query={query} look="text">
      {({ campaigns }) => {
        const isOlder = chosen !== null && !campaigns.some(({ campaignId }) => campaignId === chosen.campaignId);
        const offered = isOlder ? [...campaigns, chosen] : campaigns;
        return (
          <>
            <SelectField
              label={t("seb.chosen")}
              value={chosen?.campaignId ?? ""}
              options={[{ value: "", label: t("seb.none") }, ...offered.map((one) => ({ value: one.campaignId, label: one.name }))]}
              onChange={(value) =>
                choose.mutate(
                  { params: { sessionId }, body: { campaignId: value === "" ? null : value } },
                  { onSuccess: () => showToast(t("seb.chosenDone"), "success") },
                )
              }
            />
            <RefusalNotice error={choose.error} />
          </>
        );
      }}
    </Fetched>
  );
}

function Facts({ campaign, mayWrite }: { readonly campaign: Campaign; readonly mayWrite: boolean }): ReactNode {
  const t = useT();
  return (
    <>
      <dl className={styles.facts}>
        <Fact name={t("seb.password")}>{campaign.password ?? t("seb.noPassword")}</Fact>
        <Fact name={t("seb.quitPassword")}>{campaign.quitPassword}</Fact>
        <Fact name={t("seb.configKey")}>
          <span className={styles.key}>{campaign.configKey}</span>
        </Fact>
        <Fact name={t("seb.browserKeys")}>
          <BrowserKeys campaign={campaign} mayWrite={mayWrite} />
        </Fact>
      </dl>
      <p>
        <FileLink href={addressOf(examBrowserFile, { params: { campaignId: campaign.campaignId } })}>
          {t("seb.file")}
        </FileLink>
      </p>
    </>
  );
}

function NewCampaign(): ReactNode {
  const t = useT();
  const showToast = useToast();
  const create = useChange(createExamBrowserCampaign, [examBrowserCampaigns]);
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    create.mutate(
      { body: { name, password: password === "" ? null : password } },
      {
        onSuccess: () => {
          showToast(t("seb.newDone"), "success");
          setName("");
          setPassword("");
        },
      },
    );
  };
  return (
    <form className="stack" onSubmit={submit}>
      <TextField label={t("seb.name")} value={name} required maxLength={80} onChange={(event) => setName(event.target.value)} />
      <TextField label={t("seb.newPassword")} value={password} autoComplete="off" maxLength={60} onChange={(event) => setPassword(event.target.value)} />
      <RefusalNotice error={create.error} />
      <div className="row">
        <Button type="submit" isBusy={create.isPending}>
          {t("seb.create")}
        </Button>
      </div>
    </form>
  );
}
