import type { ReactNode } from "react";
import type { LateArrival } from "#shared/protocol/late-answers.ts";
import { useT } from "#client/app/i18n.tsx";
import { WordDifference } from "#client/ui/word-difference.tsx";

/** What would be added and removed. */
export function Difference({ parts, lang }: { readonly parts: LateArrival["changes"][number]["diff"]; readonly lang: string }): ReactNode {
  const t = useT();
  return <WordDifference parts={parts} lang={lang} addedLabel={t("late.added")} removedLabel={t("late.removed")} endLabel={t("late.endChange")} />;
}
