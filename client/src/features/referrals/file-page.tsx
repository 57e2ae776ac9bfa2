import { useState, type ReactNode } from "react";
import { importReferrals, previewReferrals, referralList } from "#shared/protocol/referrals.ts";
import { useT } from "#client/app/i18n.tsx";
import { CallError } from "#client/net/http.ts";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, ConfirmDialog, LinkButton, Notice, PageHeader } from "#client/ui/index.ts";
import { FileDrop } from "./file-drop.tsx";
import { RowTable } from "./row-table.tsx";

const maxBytes = 2 * 1024 * 1024;

interface Chosen {
  readonly name: string;
  readonly bytes: ArrayBuffer;
}

/** Drop a file, see the rows, correct, confirm: preview and confirmation send the same bytes. */
export function FilePage(): ReactNode {
  const t = useT();
  const [file, setFile] = useState<Chosen>();
  const [tooLarge, setTooLarge] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const preview = useChange(previewReferrals);
  const confirm = useChange(importReferrals, [referralList]);

  const take = async (chosen: File): Promise<void> => {
    preview.reset();
    confirm.reset();
    setFile(undefined);
    setTooLarge(chosen.size > maxBytes);
    if (chosen.size > maxBytes) return;
    const bytes = await chosen.arrayBuffer();
    setFile({ name: chosen.name, bytes });
    preview.mutate({ body: { bytes, mime: "text/csv" } });
  };
  const again = (): void => {
    preview.reset();
    confirm.reset();
    setFile(undefined);
  };
  const send = (): void => {
    if (file) confirm.mutate({ body: { bytes: file.bytes, mime: "text/csv" } }, { onSettled: () => setAsking(false) });
  };
  const rows = preview.data;

  return (
    <div className="stack-loose">
      <PageHeader
        title={t("referrals.manyTitle")}
        lead={t("referrals.manyLead")}
        backHref="/ordre"
        backLabel={t("referrals.back")}
      />
      {confirm.data ? (
        <>
          <Notice
            tone={confirm.data.created > 0 ? "success" : "attention"}
            title={t("referrals.doneTitle", { count: confirm.data.created })}
            actions={
              <>
                <LinkButton href="/ordre">{t("referrals.toList")}</LinkButton>
                <Button onClick={again}>{t("referrals.otherFile")}</Button>
              </>
            }
          >
            {confirm.data.created > 0 && t("referrals.doneText")}
          </Notice>
          {confirm.data.bad.length > 0 && <RowTable title={t("referrals.notKept")} rows={confirm.data.bad} />}
        </>
      ) : (
        <>
          {!rows && <FileDrop isBusy={preview.isPending} onFile={(chosen) => void take(chosen)} />}
          <RefusalNotice error={tooLarge ? new CallError("TOO_LARGE") : preview.error} />
          {rows && file && (
            <div className="stack-loose">
              <div className="row row-between">
                <p>
                  <strong>{t("referrals.goodRows", { count: rows.good.length })}</strong>
                  <span className="quiet">{` · ${t("referrals.fileName", { name: file.name })}`}</span>
                </p>
                <div className="row">
                  <Button onClick={again}>{t("referrals.otherFile")}</Button>
                  {rows.good.length > 0 && (
                    <Button variant="primary" onClick={() => setAsking(true)}>
                      {t("referrals.confirm", { count: rows.good.length })}
                    </Button>
                  )}
                </div>
              </div>
              <RefusalNotice error={confirm.error} onRetry={send} />
              {rows.bad.length > 0 && (
                <>
                  <Notice tone="attention" title={t("referrals.badRows", { count: rows.bad.length })}>
                    {t("referrals.badRowsText")}
                  </Notice>
                  <RowTable title={t("referrals.badTable")} rows={rows.bad} />
                </>
              )}
              {rows.good.length > 0 && <RowTable title={t("referrals.goodTable")} rows={rows.good} />}
            </div>
          )}
          <ConfirmDialog
            isOpen={isAsking}
            title={t("referrals.confirmAsk", { count: rows?.good.length ?? 0 })}
            confirmLabel={t("referrals.confirm", { count: rows?.good.length ?? 0 })}
            cancelLabel={t("common.cancel")}
            isBusy={confirm.isPending}
            onConfirm={send}
            onCancel={() => setAsking(false)}
          >
            <p>{t("referrals.confirmText")}</p>
          </ConfirmDialog>
        </>
      )}
    </div>
  );
}
