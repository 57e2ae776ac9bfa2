import type { ReactNode } from "react";
import { useLocation, useNavigate, useParams } from "react-router";
import { enterByLink, me } from "#shared/protocol/accounts.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, PageHeader } from "#client/ui/index.ts";
import { RequestLink } from "./request-link.tsx";

/**
 * Where a one-time link leads. It is used by a button, because programs that inspect messages open links too and would
 * use it up before the person does.
 */
export function LinkPage(): ReactNode {
  const t = useT();
  const { hash } = useLocation();
  const { token = hash.slice(1) } = useParams();
  const navigate = useNavigate();
  const enter = useChange(enterByLink, [me]);
  // Another link put into the same page changes nothing but what stands behind `#`.
  const isRefused = enter.isError && enter.variables.body.token === token;
  const enterNow = (): void => enter.mutate({ body: { token } }, { onSuccess: () => void navigate("/", { replace: true }) });
  return (
    <div className="stack-loose">
      <PageHeader title={t("accounts.linkTitle")} lead={t("accounts.linkLead")} />
      {isRefused ? (
        <>
          <RefusalNotice error={enter.error} />
          <Card title={t("accounts.withLink")}>
            <RequestLink />
          </Card>
        </>
      ) : (
        <p>
          <Button variant="primary" size="large" isBusy={enter.isPending} onClick={enterNow}>
            {t("accounts.enter")}
          </Button>
        </p>
      )}
    </div>
  );
}
