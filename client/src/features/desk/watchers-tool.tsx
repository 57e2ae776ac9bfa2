import { useId, useState, type ReactNode } from "react";
import { topicOf } from "#shared/protocol/live.ts";
import { entrustWatching, sessionWatchers, withdrawWatching } from "#shared/protocol/watching.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Dialog, SelectField, useToast, VisuallyHidden } from "#client/ui/index.ts";
import { ReasonDialog } from "./reason-dialog.tsx";

interface Watcher {
  readonly accountId: string;
  readonly name: string;
}

/** Another adviser watches over the people of this session, on one board with those of others, until it is over or withdrawn. */
export function WatchersTool({ sessionId }: { readonly sessionId: string }): ReactNode {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const [withdrawn, setWithdrawn] = useState<Watcher>();
  return (
    <>
      <Button variant="quiet" size="small" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t("wall.entrust")}
      </Button>
      {isOpen && !withdrawn && <WatchersDialog sessionId={sessionId} onWithdraw={setWithdrawn} onClose={() => setOpen(false)} />}
      {withdrawn && <WithdrawDialog sessionId={sessionId} watcher={withdrawn} onClose={() => setWithdrawn(undefined)} />}
    </>
  );
}

function WithdrawDialog({
  sessionId,
  watcher: { accountId, name },
  onClose,
}: {
  readonly sessionId: string;
  readonly watcher: Watcher;
  readonly onClose: () => void;
}): ReactNode {
  const t = useT();
  const showToast = useToast();
  const withdraw = useChange(withdrawWatching, [sessionWatchers]);
  return (
    <ReasonDialog
      title={t("wall.withdrawTitle", { name })}
      text={t("wall.withdrawText")}
      label={t("wall.withdrawReason")}
      hint={t("wall.withdrawHint")}
      missing={t("wall.withdrawNeeded")}
      confirmLabel={t("wall.withdraw")}
      tone="danger"
      isBusy={withdraw.isPending}
      error={withdraw.error}
      onClose={onClose}
      onConfirm={(reason) =>
        withdraw.mutate(
          { params: { sessionId, accountId }, body: { reason } },
          {
            onSuccess: () => {
              showToast(t("wall.withdrawDone", { name }), "success");
              onClose();
            },
          },
        )
      }
    />
  );
}

function WatchersDialog({
  sessionId,
  onWithdraw,
  onClose,
}: {
  readonly sessionId: string;
  readonly onWithdraw: (watcher: Watcher) => void;
  readonly onClose: () => void;
}): ReactNode {
  const t = useT();
  const showToast = useToast();
  const query = useRoute(sessionWatchers, { params: { sessionId } }, { topics: [topicOf.session(sessionId)] });
  const entrust = useChange(entrustWatching, [sessionWatchers]);
  const [chosen, setChosen] = useState("");
  const listId = useId();
  const colleague = query.data?.colleagues.find(({ accountId }) => accountId === chosen);
  const confirm = (): void => {
    if (!colleague) return;
    const { accountId, name } = colleague;
    entrust.mutate(
      { params: { sessionId }, body: { accountId } },
      {
        onSuccess: () => {
          showToast(t("wall.entrustDone", { name }), "success");
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("wall.entrust")}
      closeLabel={t("common.close")}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" disabled={!colleague} isBusy={entrust.isPending} onClick={confirm}>
            {t("wall.entrust")}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t("wall.entrustLead")}</p>
        <Fetched query={query}>
          {({ watchers, colleagues }) => (
            <>
              {watchers.length > 0 && (
                <section className="stack" aria-labelledby={listId}>
                  <h3 id={listId}>{t("wall.entrusted")}</h3>
                  <ul className="stack">
                    {watchers.map((watcher) => (
                      <li key={watcher.accountId} className="row row-between">
                        {watcher.name}
                        <Button variant="quiet" size="small" aria-haspopup="dialog" onClick={() => onWithdraw(watcher)}>
                          {t("wall.withdraw")} <VisuallyHidden>{watcher.name}</VisuallyHidden>
                        </Button>
                      </li>
                    ))}
                  </ul>
                </section>
              )}
              {colleagues.length === 0 ? (
                <p>{t("wall.noColleague")}</p>
              ) : (
                <SelectField
                  label={t("wall.colleague")}
                  placeholder={t("wall.choose")}
                  value={chosen}
                  onChange={setChosen}
                  options={colleagues.map(({ accountId, name }) => ({ value: accountId, label: name }))}
                />
              )}
            </>
          )}
        </Fetched>
        <RefusalNotice error={entrust.error} />
      </div>
    </Dialog>
  );
}
