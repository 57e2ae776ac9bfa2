import { useEffect, useRef, type ReactNode } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { LinkButton, PageHeader } from "#client/ui/index.ts";
import { enterByLink, me } from "#shared/protocol/accounts.ts";

/** Where the client begins: the one-time link came with the address, so nobody types anything. */
export function StartPage(): ReactNode {
  const t = useT();
  const [given] = useSearchParams();
  const navigate = useNavigate();
  const enter = useChange(enterByLink, [me]);
  const token = given.get("jeton") ?? "";
  const sittingId = given.get("seance") ?? "";
  const isAsked = useRef(false);
  // Once: a link that was used says so instead of being asked again.
  useEffect(() => {
    if (token === "" || isAsked.current) return;
    isAsked.current = true;
    const target = /^[0-9a-f-]{36}$/.test(sittingId) ? `/seance/${sittingId}` : "/parcours";
    enter.mutate({ body: { token } }, { onSuccess: () => void navigate(target, { replace: true }) });
  }, [token, sittingId, enter, navigate]);
  // Whoever has no link, or one that has served, waits for nothing: the page says what to do.
  const isStuck = token === "" || enter.isError;
  return (
    <div className="stack-loose">
      <PageHeader
        title={t(isStuck ? "seb.startAgain" : "seb.startTitle")}
        lead={t(isStuck ? "seb.startAgainLead" : "seb.startLead")}
      />
      <RefusalNotice error={enter.error} />
      {isStuck && (
        <p>
          <LinkButton variant="primary" href="/connexion">
            {t("common.signInLink")}
          </LinkButton>
        </p>
      )}
    </div>
  );
}

/** The client ends when it comes here; any other browser reads that it may be closed. */
export function QuitPage(): ReactNode {
  const t = useT();
  return <PageHeader title={t("seb.quitTitle")} lead={t("seb.quitLead")} />;
}
