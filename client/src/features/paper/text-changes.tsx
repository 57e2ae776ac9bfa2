import { useMemo, type ReactNode } from "react";
import { wordDiff } from "#shared/domain/answers/word-diff.ts";
import { useT } from "#client/app/i18n.tsx";
import { WordDifference } from "#client/ui/word-difference.tsx";
import { useWrittenIn } from "#client/ui/written-in.tsx";

/** What the second person changed of the first one's text, word by word. */
export function TextChanges({ before, after }: { readonly before: string; readonly after: string }): ReactNode {
  const t = useT();
  const parts = useMemo(() => wordDiff(before, after), [before, after]);
  return (
    <WordDifference
      parts={parts}
      lang={useWrittenIn()}
      addedLabel={t("inperson.wordAdded")}
      removedLabel={t("inperson.wordRemoved")}
      endLabel={t("inperson.wordEnd")}
    />
  );
}

/** Removed and added side by side is one change: a word in the place of another. */
export function countChanges(before: string, after: string): number {
  const parts = wordDiff(before, after);
  return parts.filter(({ kind }, index) => kind !== "SAME" && (parts[index - 1]?.kind ?? "SAME") === "SAME").length;
}
