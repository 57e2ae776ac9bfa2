import { useId, type ReactNode } from "react";
import { criteria, criteriaOf, unitIds, type Criterion, type UnitId } from "#shared/domain/marking/units.ts";
import {
  descriptorLength,
  nameLength,
  numberNames,
  type NumberName,
  type Rubric,
} from "#shared/domain/policies/exam-rules.ts";
import type { LeafPath } from "#shared/domain/policies/differences.ts";
import { levels } from "#shared/domain/results/level.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { Disclosure, Notice, TextField } from "#client/ui/index.ts";
import { bandPath, namePath, unitNames, weightPath } from "./leaf-names.ts";
import styles from "./policies.module.css";
import type { Proposal } from "./use-proposal.ts";

export interface FieldsProps {
  readonly proposal: Proposal;
  /** What is wrong is said once the person asked to propose. */
  readonly isAsked: boolean;
}

export function NumberFields({ proposal, isAsked }: FieldsProps): ReactNode {
  const t = useT();
  const wrong: { readonly [name in NumberName]: string } = {
    cut: t("policies.pointsWrong"),
    sem: t("policies.pointsWrong"),
    scoreGap: t("policies.pointsWrong"),
    bandGap: t("policies.bandGapWrong"),
    exceededFrom: t("policies.exceededFromWrong"),
  };
  return (
    <div className={styles.pair}>
      {numberNames.map((name) => (
        <TextField
          key={name}
          label={t(`policies.${name}`)}
          hint={t(`policies.${name}Hint`)}
          inputMode="decimal"
          value={proposal.typed(name)}
          {...(isAsked && proposal.isWrong(name) ? { error: wrong[name] } : {})}
          onChange={(event) => proposal.type(name, event.target.value)}
        />
      ))}
    </div>
  );
}

/** One line in both languages. */
function WordsFields({
  what,
  path,
  most,
  proposal,
  isAsked,
}: FieldsProps & { readonly what: string; readonly path: LeafPath; readonly most: number }): ReactNode {
  const t = useT();
  return (
    <div className={styles.pair}>
      {(["fr", "en"] as const).map((language) => (
        <TextField
          key={language}
          lang={language}
          label={`${what}, ${t(language === "fr" ? "policies.french" : "policies.english")}`}
          maxLength={most}
          value={proposal.typed(`${path}/${language}`)}
          {...(isAsked && proposal.isWrong(`${path}/${language}`) ? { error: t("policies.wordsWrong", { most }) } : {})}
          onChange={(event) => proposal.type(`${path}/${language}`, event.target.value)}
        />
      ))}
    </div>
  );
}

export function LevelFields({ proposal, isAsked }: FieldsProps): ReactNode {
  const t = useT();
  return (
    <div className="stack">
      {levels.map((level) => (
        <WordsFields
          key={level}
          what={t(`policies.level_${level}`)}
          path={`rubric/levels/${level}`}
          most={nameLength}
          {...{ proposal, isAsked }}
        />
      ))}
    </div>
  );
}

/** The weights of one unit, with what they add up to. */
function WeightFields({
  unit,
  rubric,
  proposal,
  isAsked,
}: FieldsProps & { readonly unit: UnitId; readonly rubric: Rubric }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const sum = criteriaOf[unit].reduce((all, _criterion, place) => all + Number(proposal.typed(weightPath(unit, place))), 0);
  const isWeight = (typed: string): boolean => Number.isInteger(Number(typed)) && Number(typed) >= 1;
  const isWrong = criteriaOf[unit].some((_criterion, place) => proposal.isWrong(weightPath(unit, place)));
  const id = useId();
  return (
    <fieldset className={styles.group} aria-describedby={id} data-wrong={(isAsked && isWrong) || undefined}>
      <legend className={styles.legend}>{t(unitNames[unit])}</legend>
      <div className={styles.weights}>
        {criteriaOf[unit].map((criterion, place) => (
          <TextField
            key={criterion}
            label={t("policies.weight", { criterion, name: rubric.criteria[criterion].name[locale] })}
            inputMode="numeric"
            {...(isWeight(proposal.typed(weightPath(unit, place))) ? {} : { error: t("policies.weightWrong") })}
            value={proposal.typed(weightPath(unit, place))}
            onChange={(event) => proposal.type(weightPath(unit, place), event.target.value)}
          />
        ))}
      </div>
      <div id={id} className={styles.sum}>
        {Number.isFinite(sum) && sum !== 100 ? (
          <Notice tone="attention">{t("policies.weightsWrong", { sum })}</Notice>
        ) : (
          <p className="quiet small numbers">{t("policies.weightSum", { sum: Number.isFinite(sum) ? String(sum) : "–" })}</p>
        )}
      </div>
    </fieldset>
  );
}

export function WeightsFields(props: FieldsProps & { readonly rubric: Rubric }): ReactNode {
  return (
    <div className="stack-loose">
      {unitIds.map((unit) => (
        <WeightFields key={unit} unit={unit} {...props} />
      ))}
    </div>
  );
}

/** The criteria, each folded until it is worked on or something in it is wrong. */
export function CriteriaFields({
  rubric,
  ...props
}: FieldsProps & { readonly rubric: Rubric }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const isWrong = (criterion: Criterion): boolean =>
    props.isAsked && pathsOf(criterion).some((path) => ["fr", "en"].some((one) => props.proposal.isWrong(`${path}/${one}`)));
  return (
    <div className="stack">
      {criteria.map((criterion) => (
        <Disclosure
          key={`${criterion}-${isWrong(criterion)}`}
          isOpenAtFirst={isWrong(criterion)}
          summary={`${criterion} · ${rubric.criteria[criterion].name[locale]}`}
        >
          <div className="stack">
            <WordsFields what={t("policies.criterionName")} path={namePath(criterion)} most={nameLength} {...props} />
            {[1, 2, 3, 4, 5].map((band) => (
              <WordsFields
                key={band}
                what={t("policies.band", { band })}
                path={bandPath(criterion, band)}
                most={descriptorLength}
                {...props}
              />
            ))}
          </div>
        </Disclosure>
      ))}
      <WordsFields what={t("policies.nothing")} path="rubric/nothing" most={descriptorLength} {...props} />
    </div>
  );
}

const pathsOf = (criterion: Criterion): LeafPath[] => [
  namePath(criterion),
  ...[1, 2, 3, 4, 5].map((band) => bandPath(criterion, band)),
];
