import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { LinkButton, PageHeader } from "#client/ui/index.ts";

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
