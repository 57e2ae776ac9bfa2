import { useState, type ReactNode } from "react";
import { sessionBoard } from "#shared/protocol/conduct.ts";
import { discussionDesk, openDiscussion, type AdviserDiscussionView } from "#shared/protocol/discussion.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, Notice, RadioGroup } from "#client/ui/index.ts";
import styles from "../stage/desk.module.css";

/** Who takes part and with whom one evaluates: two distinct advisers (DISC-1). */
export function OpenDiscussion({ view }: { readonly view: AdviserDiscussionView }): ReactNode {
  const t = useT();
  const open = useChange(openDiscussion, [discussionDesk, sessionBoard]);
  const others = view.advisers.filter(({ isMe }) => !isMe);
  // With one other adviser there is nothing to choose; with more, somebody has to be named.
  const [chosen, setChosen] = useState<string | undefined>(others.length === 1 ? others[0]?.accountId : undefined);
  const ready = view.people.filter(({ isReady }) => isReady);
  const start = (): void => {
    if (chosen) open.mutate({ params: { sessionId: view.sessionId }, body: { secondAdviserId: chosen } });
  };
  return (
    <div className={styles.wide}>
      <RefusalNotice error={open.error} />
      {others.length === 0 && <Notice tone="attention" title={t("errors.NEEDS_TWO_ADVISERS")} />}
      {!view.mayOpen && <Notice title={t("lead.discussionNotYet")}>{t("lead.discussionNotYetWhy")}</Notice>}
      <Card
        title={t("lead.openDiscussionTitle")}
        actions={
          <Button
            variant="primary"
            size="large"
            isBusy={open.isPending}
            disabled={!view.mayOpen || !chosen}
            onClick={start}
          >
            {t("lead.openDiscussion", { count: ready.length })}
          </Button>
        }
      >
        <p>{view.hasMedia ? t("lead.openDiscussionOnline") : t("lead.openDiscussionAtTable")}</p>
        <ul className={styles.log}>
          {view.people.map(({ sittingId, name, isReady, documentTitle }) => (
            <li key={sittingId}>
              {t(isReady ? "lead.personReady" : "lead.personNotReady", { name, document: documentTitle })}
            </li>
          ))}
        </ul>
        {others.length > 0 && (
          <RadioGroup
            legend={t("lead.secondAdviser")}
            hint={t("lead.secondAdviserHint")}
            options={others.map(({ accountId, name }) => ({ value: accountId, label: name }))}
            value={chosen}
            onChange={setChosen}
            look="inline"
          />
        )}
      </Card>
    </div>
  );
}
