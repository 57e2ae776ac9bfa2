import type { ReactNode } from "react";
import { differences, type Leaf, type LeafPath } from "#shared/domain/policies/differences.ts";
import type { ExamRules } from "#shared/domain/policies/exam-rules.ts";
import { useT } from "#client/app/i18n.tsx";
import { leafName } from "./leaf-names.ts";

/** What differs between two versions, in words: «Seuil de réussite : 62 au lieu de 60». */
export function DifferenceList({ from, to }: { readonly from: ExamRules; readonly to: ExamRules }): ReactNode {
  const t = useT();
  const found = differences(from, to);
  const shown = (path: LeafPath, leaf: Leaf): string => {
    if (typeof leaf !== "number") return t("policies.quoted", { words: String(leaf) });
    return t(path.startsWith("rubric/weights/") ? "policies.percent" : "policies.number", { value: leaf });
  };
  if (found.length === 0) return <p>{t("policies.noDifference")}</p>;
  return (
    <ul>
      {found.map(({ path, from: was, to: is }) => (
        <li key={path}>{t("policies.difference", { name: leafName(t, path), to: shown(path, is), from: shown(path, was) })}</li>
      ))}
    </ul>
  );
}
