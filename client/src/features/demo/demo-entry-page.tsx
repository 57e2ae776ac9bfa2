import { useEffect, useRef, type ReactNode } from "react";
import { useNavigate, useParams } from "react-router";
import { enterByLink, me } from "#shared/protocol/accounts.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { PageHeader, Skeleton } from "#client/ui/index.ts";

/** Uses the demonstration's one-time entry as soon as the window opens: nobody else has its address. */
export function DemoEntryPage(): ReactNode {
  const t = useT();
  const { token = "" } = useParams();
  const navigate = useNavigate();
  const { mutate, error } = useChange(enterByLink, [me]);
  const hasEntered = useRef(false);
  // Once, even where effects run twice: the second use would be refused.
  useEffect(() => {
    if (hasEntered.current) return;
    hasEntered.current = true;
    mutate({ body: { token } }, { onSuccess: () => void navigate("/", { replace: true }) });
  }, [mutate, navigate, token]);
  return (
    <div className="stack">
      <PageHeader title={t("demo.entering")} />
      {error ? <RefusalNotice error={error} /> : <Skeleton label={t("common.loading")} />}
    </div>
  );
}
