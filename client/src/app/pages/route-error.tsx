import type { ReactNode } from "react";
import { useRouteError } from "react-router";
import { useT } from "#client/app/i18n.tsx";
import { Button, LinkButton, Notice, PageHeader } from "#client/ui/index.ts";

export function NotFoundPage(): ReactNode {
  const t = useT();
  return (
    <div className="stack">
      <PageHeader title={t("common.notFoundTitle")} lead={t("errors.NOT_FOUND")} />
      <p>
        <LinkButton href="/" variant="primary">
          {t("common.goHome")}
        </LinkButton>
      </p>
    </div>
  );
}

/** A page that could not be loaded or drawn. What was written in the exam is on the device and stays there. */
export function RouteError(): ReactNode {
  const t = useT();
  const error = useRouteError();
  const detail = error instanceof Error ? error.message : "";
  return (
    <main className="stack">
      <PageHeader title={t("common.brokenTitle")} />
      <Notice tone="attention" actions={<Button variant="primary" onClick={() => location.reload()}>{t("common.reload")}</Button>}>
        {t("common.brokenText")}
      </Notice>
      <p className="quiet small">{detail}</p>
    </main>
  );
}
