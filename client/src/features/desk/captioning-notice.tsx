import type { ReactNode } from "react";
import { myCaptioning } from "#shared/protocol/watching.ts";
import { useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { LinkButton, Notice } from "#client/ui/index.ts";
import { addresses } from "./addresses.ts";

/** Captions of a discussion were entrusted to whoever reads this. */
export function CaptioningNotice(): ReactNode {
  const t = useT();
  const { data } = useRoute(myCaptioning, {}, { pollMs: 30_000 });
  if (!data || data.sessions.length === 0) return null;
  return (
    <Notice
      title={t("captioning.asked", { count: data.sessions.length })}
      actions={<LinkButton href={addresses.captioning}>{t("captioning.title")}</LinkButton>}
    />
  );
}
