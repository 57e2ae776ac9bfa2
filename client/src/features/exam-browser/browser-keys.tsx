import { useState, type FormEvent, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { useDates } from "#client/app/use-dates.ts";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, ConfirmDialog, Disclosure, TextField, useToast } from "#client/ui/index.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { addExamBrowserKey, endExamBrowserKey, examBrowserCampaigns, sessionExamBrowsers } from "#shared/protocol/exam-browser.ts";
import styles from "./exam-browser.module.css";

type Campaign = RouteAnswer<typeof examBrowserCampaigns>["campaigns"][number];
type BrowserKey = Campaign["browserKeys"][number];

/** Both show the campaign with its keys. */
const shownBy = [examBrowserCampaigns, sessionExamBrowsers];

const validOf = ({ browserKeys }: Campaign): readonly BrowserKey[] => browserKeys.filter(({ validUntil }) => validUntil === null);

/** The releases that are allowed, then those that were. While a session runs in them they stay as they are. */
export function BrowserKeys({ campaign, mayWrite }: { readonly campaign: Campaign; readonly mayWrite: boolean }): ReactNode {
  const t = useT();
  const dates = useDates();
  const valid = validOf(campaign);
  const ended = campaign.browserKeys.filter(({ validUntil }) => validUntil !== null);
  return (
    <>
      {valid.length === 0 && <p>{t("seb.noBrowserKeys")}</p>}
      {campaign.browserKeys.length > 0 && (
        <ul className={styles.keys}>
          {[...valid, ...ended].map((one) => (
            <li key={one.keyId} className={one.validUntil === null ? undefined : "quiet"}>
              {one.validUntil === null ? <strong>{one.label}</strong> : t("seb.keyEnded", { label: one.label, date: dates.dateTime(one.validUntil, "medium") })}
              <span className={styles.key}>{one.key}</span>
              {/* The end of the only one stops nobody. */}
              {mayWrite && one.validUntil === null && (!campaign.isRunning || valid.length === 1) && (
                <EndKey campaignId={campaign.campaignId} browserKey={one} isLast={valid.length === 1} />
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function EndKey({ campaignId, browserKey, isLast }: { readonly campaignId: string; readonly browserKey: BrowserKey; readonly isLast: boolean }): ReactNode {
  const t = useT();
  const showToast = useToast();
  const [isAsked, setAsked] = useState(false);
  const end = useChange(endExamBrowserKey, shownBy);
  const { keyId, label } = browserKey;
  return (
    <>
      <div className="row">
        <Button size="small" aria-label={t("seb.endKeyOf", { label })} onClick={() => setAsked(true)}>
          {t("seb.endKey")}
        </Button>
      </div>
      <RefusalNotice error={end.error} />
      <ConfirmDialog
        isOpen={isAsked}
        title={t("seb.endKeyTitle", { label })}
        confirmLabel={t("seb.endKey")}
        cancelLabel={t("common.cancel")}
        isBusy={end.isPending}
        onCancel={() => setAsked(false)}
        onConfirm={() =>
          end.mutate(
            { params: { campaignId, keyId } },
            { onSuccess: () => showToast(t("seb.keyEndedDone"), "success"), onSettled: () => setAsked(false) },
          )
        }
      >
        <p>{t(isLast ? "seb.endLastKeyText" : "seb.endKeyText")}</p>
      </ConfirmDialog>
    </>
  );
}

/** A release that may be used: its key is read in that very program, and pasted here. */
export function AddKey({ campaign }: { readonly campaign: Campaign }): ReactNode {
  const t = useT();
  if (campaign.isRunning) return <p className="quiet">{t(validOf(campaign).length > 1 ? "seb.keysStand" : "seb.keysFixed")}</p>;
  return (
    <Disclosure summary={t("seb.addKey")}>
      <NewKey campaign={campaign} />
    </Disclosure>
  );
}

function NewKey({ campaign: { campaignId, configKey } }: { readonly campaign: Campaign }): ReactNode {
  const t = useT();
  const showToast = useToast();
  const add = useChange(addExamBrowserKey, shownBy);
  const [key, setKey] = useState("");
  const [label, setLabel] = useState("");
  // The other key that the program shows, which looks the same.
  const isConfigKey = key.trim().toLowerCase() === configKey;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isConfigKey) return;
    add.mutate(
      { params: { campaignId }, body: { key: key.trim(), label } },
      {
        onSuccess: () => {
          showToast(t("seb.keyAdded"), "success");
          setKey("");
          setLabel("");
        },
      },
    );
  };
  return (
    <form className="stack" onSubmit={submit}>
      <p>{t("seb.addKeyWhy")}</p>
      <TextField
        label={t("seb.key")}
        {...(isConfigKey ? { error: t("seb.keyIsConfigKey") } : {})}
        value={key}
        autoComplete="off"
        required
        onChange={(event) => setKey(event.target.value)}
      />
      <TextField label={t("seb.keyLabel")} value={label} required maxLength={80} onChange={(event) => setLabel(event.target.value)} />
      <RefusalNotice error={add.error} />
      <div className="row">
        <Button type="submit" isBusy={add.isPending}>
          {t("seb.addKey")}
        </Button>
      </div>
    </form>
  );
}
