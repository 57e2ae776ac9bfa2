import { useEffect, useRef, type ReactNode } from "react";
import { markLimits } from "#shared/domain/marking/mark-limits.ts";
import { clockText, type Moment } from "#shared/domain/marking/moments.ts";
import { criteriaOf, type Criterion } from "#shared/domain/marking/units.ts";
import type { ListeningView } from "#shared/protocol/listening.ts";
import { useT } from "#client/app/i18n.tsx";
import { Button, SelectField, TextField } from "#client/ui/index.ts";
import styles from "./listening-moments.module.css";

type Units = ListeningView["units"];
type Unit = Units[number]["unit"];

/** One comment, with the unit that keeps it. A place in the list of its unit is what it is known by. */
export interface PlacedMoment extends Moment {
  readonly unit: Unit;
  readonly place: number;
}

/** Those of all units, in the order of the recording. */
export const placedMoments = (units: Units): PlacedMoment[] =>
  units
    .flatMap(({ unit, moments }) => moments.map((one, place) => ({ ...one, unit, place })))
    .toSorted((a, b) => a.atMs - b.atMs);

export const withMoment = (units: Units, added: Moment): Units =>
  units.map((given, index) => (index === 0 ? { ...given, moments: [...given.moments, added] } : given));

export const withoutMoment = (units: Units, { unit, place }: PlacedMoment): Units =>
  units.map((given) =>
    given.unit === unit ? { ...given, moments: given.moments.filter((_one, index) => index !== place) } : given,
  );

/** Another criterion may be of another unit: the comment goes with it. */
export function withChangedMoment(units: Units, before: PlacedMoment, after: Moment & { readonly unit: Unit }): Units {
  const { unit, ...moment } = after;
  if (unit === before.unit)
    return units.map((given) =>
      given.unit === unit
        ? { ...given, moments: given.moments.map((one, index) => (index === before.place ? moment : one)) }
        : given,
    );
  return withoutMoment(units, before).map((given) =>
    given.unit === unit ? { ...given, moments: [...given.moments, moment] } : given,
  );
}

export interface MomentFieldsProps {
  readonly units: readonly Unit[];
  readonly moment: PlacedMoment;
  /** It was marked a moment ago: whoever marked it writes next. */
  readonly isNew: boolean;
  readonly onChange: (after: Moment & { readonly unit: Unit }) => void;
  readonly onRemove: () => void;
}

export function MomentFields({ units, moment, isNew, onChange, onRemove }: MomentFieldsProps): ReactNode {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  // Asked for by the person, by a button or a key: the words come next.
  useEffect(() => {
    if (isNew) box.current?.querySelector<HTMLInputElement>("input")?.focus();
  }, [isNew]);
  const time = clockText(moment.atMs);
  const options = units.flatMap((unit) => [
    { value: `${unit} `, label: t("marking.momentWhole", { unit: t(unit.endsWith("CO") ? "marking.oralComprehension" : "marking.oralExpression") }) },
    ...criteriaOf[unit].map((criterion) => ({ value: `${unit} ${criterion}`, label: criterion })),
  ]);
  const choose = (value: string): void => {
    const unit = units.find((one) => value.startsWith(`${one} `)) ?? moment.unit;
    const criterion: Criterion | undefined = criteriaOf[unit].find((one) => value === `${unit} ${one}`);
    onChange({ atMs: moment.atMs, note: moment.note, unit, criterion: criterion ?? null });
  };
  return (
    <div ref={box} className={styles.fields}>
      <TextField
        label={t("marking.momentNote", { time })}
        isLabelHidden
        className={styles.note}
        maxLength={markLimits.note}
        value={moment.note}
        onChange={({ target }) => onChange({ atMs: moment.atMs, criterion: moment.criterion, unit: moment.unit, note: target.value })}
      />
      <SelectField
        label={t("marking.momentCriterion", { time })}
        isLabelHidden
        value={`${moment.unit} ${moment.criterion ?? ""}`}
        options={options}
        onChange={choose}
      />
      <Button size="small" variant="quiet" aria-label={t("marking.momentRemoveNamed", { time })} onClick={onRemove}>
        {t("marking.momentRemove")}
      </Button>
    </div>
  );
}
