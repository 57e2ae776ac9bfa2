import { useState, type ReactNode } from "react";
import { toldOutcomes } from "#shared/protocol/sendings.ts";
import { useT } from "#client/app/i18n.tsx";
import { call } from "#client/net/http.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { saveFile } from "#client/net/save-file.ts";
import { Button, Disclosure, TextField } from "#client/ui/index.ts";

/** The outcomes that were told, for the Office des professions. */
export function ToldOutcomes(): ReactNode {
  const t = useT();
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const [error, setError] = useState<unknown>();
  const isBackwards = from !== "" && to !== "" && to < from;
  const missing = (day: string) => (isAsked && day === "" ? { error: t("confirmation.toldDayMissing") } : {});
  const save = (): void => {
    setAsked(true);
    setError(undefined);
    if (from === "" || to === "" || isBackwards) return;
    setBusy(true);
    call(toldOutcomes, { query: { from, to } })
      .then((file) => saveFile(file, t("confirmation.toldName", { from, to })), setError)
      .finally(() => setBusy(false));
  };
  return (
    <Disclosure summary={t("confirmation.told")}>
      <div className="stack">
        <p>{t("confirmation.toldText")}</p>
        <div className="row">
          <TextField
            label={t("confirmation.toldFrom")}
            type="date"
            value={from}
            {...missing(from)}
            onChange={(event) => setFrom(event.target.value)}
          />
          <TextField
            label={t("confirmation.toldTo")}
            type="date"
            min={from}
            value={to}
            {...(isBackwards ? { error: t("confirmation.toldBackwards") } : missing(to))}
            onChange={(event) => setTo(event.target.value)}
          />
        </div>
        <RefusalNotice error={error} />
        <div>
          <Button isBusy={isBusy} onClick={save}>
            {t("confirmation.toldSave")}
          </Button>
        </div>
      </div>
    </Disclosure>
  );
}
