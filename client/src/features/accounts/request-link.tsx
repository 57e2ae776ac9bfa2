import { useState, type FormEvent, type ReactNode } from "react";
import { requestLink } from "#shared/protocol/accounts.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Notice, TextField } from "#client/ui/index.ts";

/** Asks for a new one-time link. The answer never says whether the address is known. */
export function RequestLink(): ReactNode {
  const t = useT();
  const ask = useChange(requestLink);
  const [email, setEmail] = useState("");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    ask.mutate({ body: { email: email.trim() } });
  };
  if (ask.isSuccess) return <Notice tone="success">{t("accounts.linkOnItsWay")}</Notice>;
  return (
    <form className="stack" onSubmit={submit}>
      <p className="quiet">{t("accounts.withLinkText")}</p>
      <TextField
        label={t("accounts.candidateEmail")}
        type="email"
        autoComplete="email"
        required
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <RefusalNotice error={ask.error} />
      <Button type="submit" isBusy={ask.isPending}>
        {t("accounts.askForLink")}
      </Button>
    </form>
  );
}
