import { useState, type ReactNode } from "react";
import { evidenceFile, scoringInputFile, type ResultDetail } from "#shared/protocol/results.ts";
import { useT } from "#client/app/i18n.tsx";
import { call } from "#client/net/http.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { saveFile } from "#client/net/save-file.ts";
import { Button, Disclosure } from "#client/ui/index.ts";
import { offersWholeFile } from "./whole-file.ts";

/** Anybody entitled to it can compute the result again by hand, and read all that it rests on once it is decided. */
export function ResultEvidence({ result }: { readonly result: ResultDetail }): ReactNode {
  const t = useT();
  const [error, setError] = useState<unknown>();
  const params = { sittingId: result.sittingId };
  const hash = result.inputHash.slice(0, 12);
  const download = (file: Promise<unknown>, name: string): void => {
    setError(undefined);
    file.then((given) => saveFile(given, name)).catch(setError);
  };
  return (
    <Disclosure summary={t("confirmation.evidence")}>
      <div className="stack">
        <p className="small">
          {t("confirmation.evidenceText", { version: result.policyVersion, hash: result.inputHash.slice(0, 16) })}
        </p>
        <div className="row">
          <Button size="small" onClick={() => download(call(scoringInputFile, { params }), `evaluation-${hash}.json`)}>
            {t("confirmation.evidenceFile")}
          </Button>
          {offersWholeFile(result.state) && (
            <Button size="small" onClick={() => download(call(evidenceFile, { params }), `dossier-${hash}.zip`)}>
              {t("confirmation.wholeFile")}
            </Button>
          )}
        </div>
        <p className="quiet small">{t(offersWholeFile(result.state) ? "confirmation.wholeFileHolds" : "confirmation.wholeFileLater")}</p>
        <RefusalNotice error={error} />
      </div>
    </Disclosure>
  );
}
