import { useEffect, useRef, useState, type FormEvent, type ReactNode } from "react";
import { useNavigate } from "react-router";
import { stationCodeLength, normalStationCode } from "#shared/domain/paper/station-code.ts";
import { me } from "#shared/protocol/accounts.ts";
import { enterStation } from "#shared/protocol/paper.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, PageHeader, TextField } from "#client/ui/index.ts";

/** The exam station's first page: the code from the slip, and nothing else. */
export function StationPage(): ReactNode {
  const t = useT();
  const navigate = useNavigate();
  const [code, setCode] = useState("");
  const field = useRef<HTMLInputElement>(null);
  // The only thing to do on this page.
  useEffect(() => field.current?.focus(), []);
  const enter = useChange(enterStation, [me]);
  const isComplete = normalStationCode(code).length === stationCodeLength;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isComplete) return;
    enter.mutate({ body: { code } }, { onSuccess: ({ sittingId }) => void navigate(`/seance/${sittingId}`) });
  };
  return (
    <div className="stack-loose">
      <PageHeader title={t("identity.stationTitle")} lead={t("identity.stationLead")} />
      <Card>
        <form className="stack" onSubmit={submit}>
          <TextField
            ref={field}
            label={t("identity.stationCode")}
            hint={t("identity.stationCodeHint")}
            value={code}
            onChange={(event) => setCode(event.target.value)}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={12}
          />
          <RefusalNotice error={enter.error} />
          <div className="row">
            <Button type="submit" variant="primary" size="large" isBusy={enter.isPending} disabled={!isComplete}>
              {t("identity.stationEnter")}
            </Button>
          </div>
        </form>
      </Card>
    </div>
  );
}
