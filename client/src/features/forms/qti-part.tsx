import { useRef, useState, type ReactNode } from "react";
import { exportDraft, importItems } from "#shared/protocol/forms.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { qtiLimits } from "#shared/domain/forms/qti-note.ts";
import { useT } from "#client/app/i18n.tsx";
import { call, CallError } from "#client/net/http.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { saveFile } from "#client/net/save-file.ts";
import { Button, Dialog } from "#client/ui/index.ts";
import styles from "./forms.module.css";
import { QtiReport } from "./qti-report.tsx";
import type { FormDraft, FormDraftView } from "./use-form-draft.ts";

type Report = RouteAnswer<typeof importItems>["report"];
type Shown =
  | { readonly is: "reading" }
  | { readonly is: "read"; readonly report: Report }
  | { readonly is: "refused"; readonly error: unknown };

const mime = "application/zip";

/** Questions from another tool, and these for another one. */
export function QtiPart({ view, draft }: { readonly view: FormDraftView; readonly draft: FormDraft }): ReactNode {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const [shown, setShown] = useState<Shown>();
  const [isTaking, setTaking] = useState(false);
  const [error, setError] = useState<unknown>();
  const { code, version } = draft.written.content;
  const params = { draftId: view.draftId };

  /** False where what is on the page could not be saved: why is said where saving is said. */
  const isSaved = (): Promise<boolean> =>
    draft.flush().then(
      () => true,
      () => false,
    );
  const bring = async (file: File): Promise<void> => {
    if (file.size > qtiLimits.packageBytes) return setShown({ is: "refused", error: new CallError("TOO_LARGE") });
    // Nothing is typed while it is read: the dialog is in front of the fields.
    setShown({ is: "reading" });
    try {
      if (!(await isSaved())) return setShown(undefined);
      const revision = draft.revision();
      const bytes = await file.arrayBuffer();
      const answer = await call(importItems, { params, query: { revision }, body: { bytes, mime } });
      if (answer.revision !== revision) await draft.takeTheirs();
      setShown({ is: "read", report: answer.report });
    } catch (refusal) {
      setShown({ is: "refused", error: refusal });
    }
  };
  const take = async (): Promise<void> => {
    setTaking(true);
    setError(undefined);
    try {
      if (view.state !== "WRITTEN" || (await isSaved()))
        saveFile(await call(exportDraft, { params }), `${code}-v${version}-qti3.zip`);
    } catch (refusal) {
      setError(refusal);
    } finally {
      setTaking(false);
    }
  };
  const close = (): void => setShown((now) => (now?.is === "reading" ? now : undefined));
  const isReading = shown?.is === "reading";
  return (
    <section className={styles.exchange}>
      <h2>{t("qti.title")}</h2>
      <p className="quiet">{t("qti.lead")}</p>
      <div className="row">
        {view.state === "WRITTEN" && view.mayWrite && (
          <>
            <input
              ref={input}
              type="file"
              hidden
              accept={`.zip,${mime}`}
              data-testid="qti-file"
              onChange={(event) => {
                const file = event.target.files?.[0];
                // The same file, corrected, can be chosen again.
                event.target.value = "";
                if (file) void bring(file);
              }}
            />
            <Button isBusy={isReading} onClick={() => input.current?.click()}>
              {t("qti.import")}
            </Button>
          </>
        )}
        <Button isBusy={isTaking} disabled={draft.written.content.items.length === 0} onClick={() => void take()}>
          {t("qti.export")}
        </Button>
      </div>
      <RefusalNotice error={error} />
      <Dialog
        isOpen={shown !== undefined}
        onClose={close}
        size="large"
        title={t(isReading ? "qti.reading" : "qti.report")}
        footer={
          <Button variant="primary" isBusy={isReading} onClick={close}>
            {t("common.close")}
          </Button>
        }
      >
        {shown?.is === "reading" && <p role="status">{t("qti.wait")}</p>}
        {shown?.is === "refused" && <RefusalNotice error={shown.error} />}
        {shown?.is === "read" && <QtiReport report={shown.report} />}
      </Dialog>
    </section>
  );
}
