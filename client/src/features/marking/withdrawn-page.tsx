import type { ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { CallError } from "#client/net/http.ts";
import { Notice, PageHeader } from "#client/ui/index.ts";

export const isWithdrawn = (error: unknown): boolean => error instanceof CallError && error.code === "TASK_WITHDRAWN";

/** In the place of a desk whose work was taken back while it was open: the same sentence whatever the reason. */
export function WithdrawnPage({ title }: { readonly title: string }): ReactNode {
  const t = useT();
  return (
    <div className="stack">
      <PageHeader title={title} backHref="/correction" backLabel={t("marking.backToQueue")} />
      <Notice tone="attention" role="alert">
        {t("errors.TASK_WITHDRAWN")}
      </Notice>
    </div>
  );
}
