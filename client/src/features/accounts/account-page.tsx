import { useState, type FormEvent, type ReactNode } from "react";
import { confirmTotp, me, startTotp } from "#shared/protocol/accounts.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, LinkButton, Notice, PageHeader, TextField } from "#client/ui/index.ts";
import { QrCode } from "#client/ui/qr-code.tsx";

/** One's own account: who one is here, and the second factor that staff are offered. */
export function AccountPage(): ReactNode {
  const t = useT();
  const account = useRoute(me, {});
  return (
    <div className="stack-loose">
      <PageHeader title={t("common.account")} />
      <Fetched query={account}>
        {(data) =>
          data.account ? (
            <>
              <Card title={`${data.account.givenName} ${data.account.familyName}`}>
                <p>{data.account.email}</p>
                {data.account.bodyName && <p className="quiet">{data.account.bodyName}</p>}
              </Card>
              {data.account.hasPassword && <SecondFactor isOn={data.account.totpEnabled} />}
            </>
          ) : (
            <Notice tone="attention" actions={<LinkButton href="/connexion">{t("common.signInLink")}</LinkButton>}>
              {t("errors.NOT_SIGNED_IN")}
            </Notice>
          )
        }
      </Fetched>
    </div>
  );
}

function SecondFactor({ isOn }: { readonly isOn: boolean }): ReactNode {
  const t = useT();
  const start = useChange(startTotp);
  const confirm = useChange(confirmTotp, [me]);
  const [code, setCode] = useState("");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    confirm.mutate({ body: { code } });
  };
  return (
    <Card title={t("accounts.totpTitle")}>
      {isOn ? (
        <Notice tone="success">{t("accounts.totpOn")}</Notice>
      ) : start.data ? (
        <form className="stack" onSubmit={submit}>
          <p>{t("accounts.totpScan")}</p>
          <QrCode text={start.data.uri} label={t("accounts.totpTitle")} />
          <p>{t("accounts.totpSecret", { secret: start.data.secret })}</p>
          <TextField
            label={t("accounts.code")}
            inputMode="numeric"
            autoComplete="one-time-code"
            pattern="[0-9]{6}"
            required
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
          <RefusalNotice error={confirm.error} />
          <Button type="submit" variant="primary" isBusy={confirm.isPending}>
            {t("accounts.totpConfirm")}
          </Button>
        </form>
      ) : (
        <div className="stack">
          <p>{t("accounts.totpOffer")}</p>
          <RefusalNotice error={start.error} />
          <p>
            <Button isBusy={start.isPending} onClick={() => start.mutate({})}>
              {t("accounts.totpStart")}
            </Button>
          </p>
        </div>
      )}
    </Card>
  );
}
