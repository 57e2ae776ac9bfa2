import { criteria, criteriaOf, unitIds, type Criterion, type UnitId } from "#shared/domain/marking/units.ts";
import { numberNames, retakeScopes } from "#shared/domain/policies/exam-rules.ts";
import type { Leaf, LeafPath } from "#shared/domain/policies/differences.ts";
import { levels } from "#shared/domain/results/level.ts";
import type { T } from "#client/app/i18n.tsx";

export const unitNames = {
  "writing.EE": "confirmation.unit_writing_EE",
  "discussion.CO": "confirmation.unit_discussion_CO",
  "discussion.EO": "confirmation.unit_discussion_EO",
  "interview.CO": "confirmation.unit_interview_CO",
  "interview.EO": "confirmation.unit_interview_EO",
} as const satisfies { readonly [unit in UnitId]: string };

export const weightPath = (unit: UnitId, place: number): LeafPath => `rubric/weights/${unit}/${place}`;
export const namePath = (criterion: Criterion): LeafPath => `rubric/criteria/${criterion}/name`;
export const bandPath = (criterion: Criterion, band: number): LeafPath =>
  `rubric/criteria/${criterion}/bands/${band - 1}`;

/** Retakes, recordings, both modes, marking: what is neither a number of the scale nor of the grid. */
export const choicePaths = [
  "retake/scope",
  "retake/creditMonths",
  "recording/isOralFilmed",
  "recording/areExtractsKept",
  "recording/reviewDays",
  "recording/keepDays",
  "equity/margin",
  "marking/mayReplay",
] as const satisfies readonly LeafPath[];
export const choiceNames = {
  "retake/scope": "policies.retakeScope",
  "retake/creditMonths": "policies.creditMonths",
  "recording/isOralFilmed": "policies.isOralFilmed",
  "recording/areExtractsKept": "policies.areExtractsKept",
  "recording/reviewDays": "policies.reviewDays",
  "recording/keepDays": "policies.keepDays",
  "equity/margin": "policies.margin",
  "marking/mayReplay": "policies.mayReplay",
} as const satisfies { readonly [path in (typeof choicePaths)[number]]: string };

/** What a leaf says, in words. */
export function leafWords(t: T, path: LeafPath, leaf: Leaf): string {
  if (typeof leaf === "boolean") return t(leaf ? "policies.yes" : "policies.no");
  if (typeof leaf === "number") {
    if (path === "retake/creditMonths") return t("policies.months", { count: leaf });
    if (path === "equity/margin") return t("policies.marginPoints", { value: leaf });
    if (path.startsWith("recording/")) return t("policies.days", { count: leaf });
    return t(path.startsWith("rubric/weights/") ? "policies.percent" : "policies.number", { value: leaf });
  }
  const scope = path === "retake/scope" ? retakeScopes.find((one) => one === leaf) : undefined;
  return t("policies.quoted", { words: scope ? t(`policies.scope_${scope}`) : leaf });
}

/** What a leaf of the rules is, in words. */
export function leafName(t: T, path: LeafPath): string {
  const number = numberNames.find((name) => name === path);
  if (number) return t(`policies.${number}`);
  const chosen = choicePaths.find((one) => one === path);
  if (chosen) return t(choiceNames[chosen]);
  const [, part, key = "", field, ...rest] = path.split("/");
  const language = t(path.endsWith("/en") ? "policies.english" : "policies.french");
  if (part === "weights") {
    const unit = unitIds.find((one) => one === key);
    const criterion = unit && criteriaOf[unit][Number(field)];
    if (unit && criterion) return t("policies.weightOf", { criterion, unit: t(unitNames[unit]) });
  }
  const criterion = criteria.find((one) => one === key);
  if (criterion && field === "bands") return t("policies.bandOf", { criterion, band: Number(rest[0]) + 1, language });
  if (criterion) return t("policies.nameOf", { criterion, language });
  const level = levels.find((one) => one === key);
  if (level) return t("policies.levelOf", { level: t(`policies.level_${level}`), language });
  return t("policies.nothingOf", { language });
}
