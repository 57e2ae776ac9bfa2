import { useCallback, useEffect, useRef, type ReactNode } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { LinkButton, Notice, PageHeader } from "#client/ui/index.ts";
import { enterByLink, me } from "#shared/protocol/accounts.ts";

/** The link itself is refused: asking again would not change it. */
const linkRefusals: readonly string[] = ["LINK_UNKNOWN", "LINK_EXPIRED", "LINK_USED"];

/** Where the client begins: the one-time link came with the address, so nobody types anything. */
export function StartPage(): ReactNode {
  const t = useT();
  const [given] = useSearchParams();
  const navigate = useNavigate();
  const enter = useChange(enterByLink, [me]);
  const { mutate } = enter;
  const token = given.get("jeton") ?? "";
  const sittingId = given.get("seance") ?? "";
  const isAsked = useRef(false);
  const enterNow = useCallback((): void => {
    const target = /^[0-9a-f-]{36}$/.test(sittingId) ? `/seance/${sittingId}` : "/parcours";
    mutate({ body: { token } }, { onSuccess: () => void navigate(target, { replace: true }) });
  }, [token, sittingId, mutate, navigate]);
  // Once by itself: a link that was used says so instead of being asked again.
  useEffect(() => {
    if (token === "" || isAsked.current) return;
    isAsked.current = true;
    enterNow();
  }, [token, enterNow]);
  if (token === "") return <WithoutLink />;
  const code = enter.error?.code;
  if (code === undefined) return <PageHeader title={t("seb.startTitle")} lead={t("seb.startLead")} />;
  const isSpent = linkRefusals.includes(code);
  return (
    <div className="stack-loose">
      <PageHeader
        title={t(isSpent ? "seb.startAgain" : "seb.startFailed")}
        lead={t(isSpent ? "seb.startAgainLead" : "seb.startFailedLead")}
      />
      {/* Its own sentence of a link would send people to a message that cannot be opened in the client. */}
      {isSpent ? <Notice>{t("seb.helpByPhone")}</Notice> : <RefusalNotice error={enter.error} onRetry={enterNow} />}
    </div>
  );
}

/** The configuration was opened by hand: candidates come by their session's page, the staff tries it with a password. */
function WithoutLink(): ReactNode {
  const t = useT();
  return (
    <div className="stack-loose">
      <PageHeader title={t("seb.startWithout")} lead={t("seb.startAgainLead")} />
      <Notice>{t("seb.helpByPhone")}</Notice>
      <p>
        <LinkButton href="/connexion">{t("seb.startStaff")}</LinkButton>
      </p>
    </div>
  );
}

/** The client ends when it comes here; any other browser reads that it may be closed. */
export function QuitPage(): ReactNode {
  const t = useT();
  return <PageHeader title={t("seb.quitTitle")} lead={t("seb.quitLead")} />;
}
