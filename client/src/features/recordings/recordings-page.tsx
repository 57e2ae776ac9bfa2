import { useState, type ReactNode } from "react";
import { recordingsDesk, releaseRecordings } from "#shared/protocol/recordings.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { ConfirmDialog, EmptyState, Notice, PageHeader } from "#client/ui/index.ts";
import { DestroyedTable } from "./destroyed-table.tsx";
import { HoldDialog } from "./hold-dialog.tsx";
import { KeptTable } from "./kept-table.tsx";
import type { Kept } from "./recordings-desk.ts";
import { RulesCard } from "./rules-card.tsx";

/** What is kept of the oral activities, until when, what will be destroyed next, and what was. */
export function RecordingsPage(): ReactNode {
  const t = useT();
  const desk = useRoute(recordingsDesk, {}, { pollMs: 60_000 });
  const release = useChange(releaseRecordings, [recordingsDesk]);
  const [holding, setHolding] = useState<Kept>();
  const [releasing, setReleasing] = useState<Kept>();
  return (
    <div className="stack-loose">
      <PageHeader title={t("kept.title")} lead={t("kept.lead")} backHref="/direction" backLabel={t("directorate.title")} />
      <RefusalNotice error={release.error} />
      <Fetched query={desk} look="table">
        {({ rules, decided, kept, destroyed, lowNodes }) => (
          <>
            {lowNodes.length > 0 && (
              <Notice tone="danger" title={t("kept.low", { names: lowNodes.join(", ") })}>
                {t("kept.lowHelp")}
              </Notice>
            )}
            <RulesCard rules={rules} decided={decided} />
            <section className="stack">
              <h2>{t("kept.list")}</h2>
              {kept.length === 0 ? (
                <EmptyState title={t("kept.empty")}>{t("kept.emptyNext")}</EmptyState>
              ) : (
                <KeptTable kept={kept} onHold={setHolding} onRelease={setReleasing} />
              )}
            </section>
            {destroyed.length > 0 && (
              <section className="stack">
                <h2>{t("kept.destroyed")}</h2>
                <DestroyedTable destroyed={destroyed} />
              </section>
            )}
          </>
        )}
      </Fetched>
      {holding && <HoldDialog kept={holding} onClose={() => setHolding(undefined)} />}
      {releasing && (
        <ConfirmDialog
          isOpen
          title={t("kept.releaseTitle", { name: releasing.name })}
          confirmLabel={t("kept.release")}
          cancelLabel={t("common.cancel")}
          onCancel={() => setReleasing(undefined)}
          onConfirm={() => {
            release.mutate({ params: { sittingId: releasing.sittingId } });
            setReleasing(undefined);
          }}
        >
          {t("kept.releaseMeans")}
        </ConfirmDialog>
      )}
    </div>
  );
}
