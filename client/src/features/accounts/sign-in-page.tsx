import { useState, type FormEvent, type ReactNode } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { me, signIn } from "#shared/protocol/accounts.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, PageHeader, TextField } from "#client/ui/index.ts";
import { RequestLink } from "./request-link.tsx";

/** Staff, markers and clerks enter by password; candidates ask for a link. */
export function SignInPage(): ReactNode {
  const t = useT();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const enter = useChange(signIn, [me]);
  const needsCode = enter.error?.code === "TOTP_REQUIRED" || enter.error?.code === "WRONG_TOTP";
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const body = { email: email.trim(), password, ...(code === "" ? {} : { code }) };
    enter.mutate({ body }, { onSuccess: () => void navigate(localPath(search.get("suite"))) });
  };

  return (
    <div className="stack-loose">
      <PageHeader title={t("accounts.signInTitle")} />
      <div className="grid-tiles">
        <Card title={t("accounts.withPassword")}>
          <form className="stack" onSubmit={submit}>
            <p className="quiet">{t("accounts.withPasswordText")}</p>
            <TextField
              label={t("accounts.email")}
              type="email"
              autoComplete="username"
              required
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
            <TextField
              label={t("accounts.password")}
              type="password"
              autoComplete="current-password"
              required
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
            {needsCode && (
              <TextField
                label={t("accounts.code")}
                hint={t("accounts.codeHint")}
                inputMode="numeric"
                autoComplete="one-time-code"
                pattern="[0-9]{6}"
                required
                value={code}
                onChange={(event) => setCode(event.target.value)}
              />
            )}
            <RefusalNotice error={enter.error} />
            <Button type="submit" variant="primary" isBusy={enter.isPending}>
              {t("accounts.signIn")}
            </Button>
            <p className="quiet">{t("accounts.forgotten")}</p>
          </form>
        </Card>
        <Card title={t("accounts.withLink")}>
          <RequestLink />
        </Card>
      </div>
    </div>
  );
}

/** Only addresses of our own: a link that brings somebody here must not send them elsewhere afterwards. */
const localPath = (wanted: string | null): string => (wanted?.startsWith("/") && !wanted.startsWith("//") ? wanted : "/");
