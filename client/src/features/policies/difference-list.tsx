import type { ReactNode } from "react";
import { differences } from "#shared/domain/policies/differences.ts";
import type { ExamRules } from "#shared/domain/policies/exam-rules.ts";
import { useT } from "#client/app/i18n.tsx";
import { leafName, leafWords } from "./leaf-names.ts";

/** What differs between two versions, in words: «Seuil de réussite : 62 au lieu de 60». */
export function DifferenceList({ from, to }: { readonly from: ExamRules; readonly to: ExamRules }): ReactNode {
  const t = useT();
  const found = differences(from, to);
  if (found.length === 0) return <p>{t("policies.noDifference")}</p>;
  return (
    <ul>
      {found.map(({ path, from: was, to: is }) => (
        <li key={path}>{t("policies.difference", { name: leafName(t, path), to: leafWords(t, path, is), from: leafWords(t, path, was) })}</li>
      ))}
    </ul>
  );
}
