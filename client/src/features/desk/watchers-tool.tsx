import { useState, type ReactNode } from "react";
import { entrustWatching, sessionWatchers } from "#shared/protocol/watching.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Dialog, Notice, SelectField, useToast } from "#client/ui/index.ts";

/** Another adviser watches over the people of this session, on one board with those of others, until it is over. */
export function WatchersTool({ sessionId }: { readonly sessionId: string }): ReactNode {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="quiet" size="small" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t("wall.entrust")}
      </Button>
      {isOpen && <WatchersDialog sessionId={sessionId} onClose={() => setOpen(false)} />}
    </>
  );
}

function WatchersDialog({ sessionId, onClose }: { readonly sessionId: string; readonly onClose: () => void }): ReactNode {
  const t = useT();
  const showToast = useToast();
  const query = useRoute(sessionWatchers, { params: { sessionId } });
  const entrust = useChange(entrustWatching, [sessionWatchers]);
  const [chosen, setChosen] = useState("");
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
                <Notice title={t("wall.entrusted", { names: watchers.map(({ name }) => name).join(", ") })} />
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
