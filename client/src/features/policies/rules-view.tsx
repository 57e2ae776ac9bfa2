import type { ReactNode } from "react";
import { bands, criteriaOf, unitIds, type UnitId } from "#shared/domain/marking/units.ts";
import { numberNames, type ExamRules } from "#shared/domain/policies/exam-rules.ts";
import { leavesOf } from "#shared/domain/policies/differences.ts";
import { levels } from "#shared/domain/results/level.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { Disclosure } from "#client/ui/index.ts";
import { choiceNames, choicePaths, leafWords, unitNames } from "./leaf-names.ts";
import styles from "./policies.module.css";

/** One version of the rules, to be read. */
export function RulesView({ rules }: { readonly rules: ExamRules }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const leaves = leavesOf(rules);
  return (
    <div className="stack">
      <dl className={styles.facts}>
        {numberNames.map((name) => (
          <div key={name}>
            <dt>{t(`policies.${name}`)}</dt>
            <dd className="numbers">{t("policies.number", { value: rules[name] })}</dd>
          </div>
        ))}
        {choicePaths
          .filter((path) => path !== "retake/creditMonths" || rules.retake.scope === "FAILED_ONLY")
          .map((path) => (
            <div key={path}>
              <dt>{t(choiceNames[path])}</dt>
              <dd>{path === "retake/scope" ? t(`policies.scope_${rules.retake.scope}`) : leafWords(t, path, leaves.get(path) ?? "")}</dd>
            </div>
          ))}
        {levels.map((level) => (
          <div key={level}>
            <dt>{t(`policies.level_${level}`)}</dt>
            <dd>{rules.rubric.levels[level][locale]}</dd>
          </div>
        ))}
      </dl>
      {unitIds.map((unit) => (
        <Disclosure key={unit} summary={t(unitNames[unit])}>
          <UnitGrid unit={unit} rules={rules} />
        </Disclosure>
      ))}
    </div>
  );
}

function UnitGrid({ unit, rules: { rubric } }: { readonly unit: UnitId; readonly rules: ExamRules }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  return (
    <div className="stack">
      {criteriaOf[unit].map((criterion, place) => {
        const { name, bands: descriptors } = rubric.criteria[criterion];
        return (
          <section key={criterion}>
            <h3 className={styles.criterion}>
              {criterion} · {name[locale]}{" "}
              <span className="quiet small">
                {t("policies.percent", { value: rubric.weights[unit][place] ?? 0 })}
              </span>
            </h3>
            <ol start={0} className={styles.bands}>
              {bands.map((band) => (
                <li key={band}>{(descriptors[band - 1] ?? rubric.nothing)[locale]}</li>
              ))}
            </ol>
          </section>
        );
      })}
    </div>
  );
}
