import { useId, useState, type ReactNode } from "react";
import { topicOf } from "#shared/protocol/live.ts";
import { entrustWatching, sessionWatchers, withdrawWatching, type Duty } from "#shared/protocol/watching.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Dialog, SelectField, useToast, VisuallyHidden } from "#client/ui/index.ts";
import { ReasonDialog } from "./reason-dialog.tsx";

interface Watcher {
  readonly accountId: string;
  readonly name: string;
}

/** The words of each duty are the same sentences. */
const wordsOf = { WATCH: "wall", CAPTIONS: "captioning" } as const satisfies Readonly<Record<Duty, string>>;

interface WatchersToolProps {
  readonly sessionId: string;
  readonly duty: Duty;
}

/**
 * Somebody else watches over the people of this session, on one board with those of others, or types the captions of its
 * discussion, until it is over or withdrawn. Shows nothing where nobody was granted captions.
 */
export function WatchersTool({ sessionId, duty }: WatchersToolProps): ReactNode {
  return duty === "WATCH" ? <Tool sessionId={sessionId} duty={duty} /> : <CaptionersTool sessionId={sessionId} />;
}

function CaptionersTool({ sessionId }: { readonly sessionId: string }): ReactNode {
  const query = useRoute(sessionWatchers, { params: { sessionId } }, { topics: [topicOf.session(sessionId)] });
  return query.data?.CAPTIONS ? <Tool sessionId={sessionId} duty="CAPTIONS" /> : null;
}

function Tool({ sessionId, duty }: WatchersToolProps): ReactNode {
  const t = useT();
  const words = wordsOf[duty];
  const [isOpen, setOpen] = useState(false);
  const [withdrawn, setWithdrawn] = useState<Watcher>();
  return (
    <>
      <Button variant="quiet" size="small" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t(`${words}.entrust`)}
      </Button>
      {isOpen && !withdrawn && <WatchersDialog sessionId={sessionId} duty={duty} onWithdraw={setWithdrawn} onClose={() => setOpen(false)} />}
      {withdrawn && <WithdrawDialog sessionId={sessionId} duty={duty} watcher={withdrawn} onClose={() => setWithdrawn(undefined)} />}
    </>
  );
}

function WithdrawDialog({
  sessionId,
  duty,
  watcher: { accountId, name },
  onClose,
}: WatchersToolProps & {
  readonly watcher: Watcher;
  readonly onClose: () => void;
}): ReactNode {
  const t = useT();
  const words = wordsOf[duty];
  const showToast = useToast();
  const withdraw = useChange(withdrawWatching, [sessionWatchers]);
  return (
    <ReasonDialog
      title={t(`${words}.withdrawTitle`, { name })}
      text={t(`${words}.withdrawText`)}
      label={t(`${words}.withdrawReason`)}
      hint={t(`${words}.withdrawHint`)}
      missing={t(`${words}.withdrawNeeded`)}
      confirmLabel={t(`${words}.withdraw`)}
      tone="danger"
      isBusy={withdraw.isPending}
      error={withdraw.error}
      onClose={onClose}
      onConfirm={(reason) =>
        withdraw.mutate(
          { params: { sessionId, accountId }, body: { reason, duty } },
          {
            onSuccess: () => {
              showToast(t(`${words}.withdrawDone`, { name }), "success");
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
  duty,
  onWithdraw,
  onClose,
}: WatchersToolProps & {
  readonly onWithdraw: (watcher: Watcher) => void;
  readonly onClose: () => void;
}): ReactNode {
  const t = useT();
  const words = wordsOf[duty];
  const showToast = useToast();
  const query = useRoute(sessionWatchers, { params: { sessionId } }, { topics: [topicOf.session(sessionId)] });
  const entrust = useChange(entrustWatching, [sessionWatchers]);
  const [chosen, setChosen] = useState("");
  const listId = useId();
  const colleague = query.data?.[duty]?.colleagues.find(({ accountId }) => accountId === chosen);
  const confirm = (): void => {
    if (!colleague) return;
    const { accountId, name } = colleague;
    entrust.mutate(
      { params: { sessionId }, body: { accountId, duty } },
      {
        onSuccess: () => {
          showToast(t(`${words}.entrustDone`, { name }), "success");
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(`${words}.entrust`)}
      closeLabel={t("common.close")}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" disabled={!colleague} isBusy={entrust.isPending} onClick={confirm}>
            {t(`${words}.entrust`)}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t(`${words}.entrustLead`)}</p>
        <Fetched query={query}>
          {({ [duty]: entrusted }) => entrusted && (
            <>
              {entrusted.watchers.length > 0 && (
                <section className="stack" aria-labelledby={listId}>
                  <h3 id={listId}>{t(`${words}.entrusted`)}</h3>
                  <ul className="stack">
                    {entrusted.watchers.map((watcher) => (
                      <li key={watcher.accountId} className="row row-between">
                        {watcher.name}
                        <Button variant="quiet" size="small" aria-haspopup="dialog" onClick={() => onWithdraw(watcher)}>
                          {t(`${words}.withdraw`)} <VisuallyHidden>{watcher.name}</VisuallyHidden>
                        </Button>
                      </li>
                    ))}
                  </ul>
                </section>
              )}
              {entrusted.colleagues.length === 0 ? (
                <p>{t(`${words}.noColleague`)}</p>
              ) : (
                <SelectField
                  label={t(`${words}.colleague`)}
                  placeholder={t(`${words}.choose`)}
                  value={chosen}
                  onChange={setChosen}
                  options={entrusted.colleagues.map(({ accountId, name }) => ({ value: accountId, label: name }))}
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
