import { useState, type FormEvent, type ReactNode } from "react";
import { changePassword, confirmTotp, endOtherSessions, me, passwordLength, startTotp } from "#shared/protocol/accounts.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, LetterKeysSwitch, LinkButton, Notice, PageHeader, TextField } from "#client/ui/index.ts";
import { QrCode } from "#client/ui/qr-code.tsx";

/** One's own account: who one is here, the password, the second factor that staff are offered, and where one is still signed in. */
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
              {data.account.hasPassword && (
                <>
                  <OwnPassword />
                  <SecondFactor isOn={data.account.totpEnabled} />
                </>
              )}
              <Card title={t("common.keyboard")}>
                <LetterKeysSwitch label={t("common.letterKeys")} hint={t("common.letterKeysHint")} />
              </Card>
              <OtherSessions />
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

/** Whoever changes how the account is entered proves that it is theirs. */
function PresentPassword({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }): ReactNode {
  const t = useT();
  return (
    <TextField
      label={t("accounts.passwordNow")}
      type="password"
      autoComplete="current-password"
      required
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

/** One that was given by somebody is replaced here by one's own. */
function OwnPassword(): ReactNode {
  const t = useT();
  const change = useChange(changePassword);
  const [password, setPassword] = useState("");
  const [next, setNext] = useState("");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const clear = (): void => {
      setPassword("");
      setNext("");
    };
    change.mutate({ body: { password, next } }, { onSuccess: clear });
  };
  return (
    <Card title={t("accounts.passwordTitle")}>
      <form className="stack" onSubmit={submit}>
        <PresentPassword value={password} onChange={setPassword} />
        <TextField
          label={t("accounts.passwordNext")}
          hint={t("accounts.passwordHint", { count: String(passwordLength.least) })}
          type="password"
          autoComplete="new-password"
          minLength={passwordLength.least}
          maxLength={passwordLength.most}
          required
          value={next}
          onChange={(event) => setNext(event.target.value)}
        />
        <RefusalNotice error={change.error} />
        {change.data && <Notice tone="success">{t("accounts.passwordChanged")}</Notice>}
        <p>
          <Button type="submit" isBusy={change.isPending}>
            {t("accounts.passwordChange")}
          </Button>
        </p>
      </form>
    </Card>
  );
}

/** The password is asked for once, and goes with both steps. */
function SecondFactor({ isOn }: { readonly isOn: boolean }): ReactNode {
  const t = useT();
  const start = useChange(startTotp, [me]);
  const confirm = useChange(confirmTotp, [me]);
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (start.data) confirm.mutate({ body: { password, code } });
    else start.mutate({ body: { password } });
  };
  if (isOn)
    return (
      <Card title={t("accounts.totpTitle")}>
        <Notice tone="success">{t("accounts.totpOn")}</Notice>
      </Card>
    );
  return (
    <Card title={t("accounts.totpTitle")}>
      <form className="stack" onSubmit={submit}>
        {start.data ? (
          <>
            <p>{t("accounts.totpScan")}</p>
            <QrCode text={start.data.uri} label={t("accounts.totpTitle")} />
            <p>{t("accounts.totpSecret", { secret: start.data.secret })}</p>
            <TextField
              label={t("accounts.code")}
              hint={t("accounts.totpEnds")}
              inputMode="numeric"
              autoComplete="one-time-code"
              pattern="[0-9]{6}"
              required
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
          </>
        ) : (
          <>
            <p>{t("accounts.totpOffer")}</p>
            <PresentPassword value={password} onChange={setPassword} />
          </>
        )}
        <RefusalNotice error={start.data ? confirm.error : start.error} />
        <p>
          <Button type="submit" variant={start.data ? "primary" : "secondary"} isBusy={start.isPending || confirm.isPending}>
            {t(start.data ? "accounts.totpConfirm" : "accounts.totpStart")}
          </Button>
        </p>
      </form>
    </Card>
  );
}

function OtherSessions(): ReactNode {
  const t = useT();
  const end = useChange(endOtherSessions);
  return (
    <Card title={t("accounts.sessionsTitle")}>
      <div className="stack">
        <p>{t("accounts.sessionsText")}</p>
        <RefusalNotice error={end.error} />
        {end.data && <Notice tone="success">{t("accounts.sessionsEnded", { count: end.data.ended })}</Notice>}
        <p>
          <Button isBusy={end.isPending} onClick={() => end.mutate({})}>
            {t("accounts.sessionsEnd")}
          </Button>
        </p>
      </div>
    </Card>
  );
}
