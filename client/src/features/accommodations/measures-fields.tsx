import type { ReactNode } from "react";
import { bounds, presentationThemes, readAloudActivities, textSizes, type Measures } from "#shared/domain/accommodations/measures.ts";
import { activities, type Activity } from "#shared/domain/sitting/run-machine.ts";
import { useT } from "#client/app/i18n.tsx";
import { Checkbox, SelectField, TextField } from "#client/ui/index.ts";
import styles from "./measures.module.css";

interface MeasuresFieldsProps {
  readonly measures: Measures;
  readonly onChange: (measures: Measures) => void;
}

/** Every measure as a field; what stays empty is not granted. */
export function MeasuresFields({ measures, onChange }: MeasuresFieldsProps): ReactNode {
  const t = useT();
  const { presentation, readAloud, hasCaptions } = measures;
  const present = (part: Partial<Measures["presentation"]>): void =>
    onChange({ ...measures, presentation: { ...presentation, ...part } });
  return (
    <div className="stack-loose">
      <fieldset>
        <legend>{t("accommodations.extraTime")}</legend>
        <div className={styles.grid}>
          {activities.map((activity) => (
            <ExtraTime key={activity} activity={activity} measures={measures} onChange={onChange} />
          ))}
        </div>
      </fieldset>
      <Breaks measures={measures} onChange={onChange} />
      <fieldset>
        <legend>{t("accommodations.presentation")}</legend>
        <div className={styles.grid}>
          <SelectField
            label={t("accommodations.textSize")}
            value={String(presentation.textSize ?? "")}
            onChange={(value) => present({ textSize: textSizes.find((size) => String(size) === value) ?? null })}
            options={[
              { value: "", label: t("accommodations.asUsual") },
              ...textSizes.map((size) => ({ value: String(size), label: t("accommodations.points", { size }) })),
            ]}
          />
          <SelectField
            label={t("accommodations.themeField")}
            value={presentation.theme ?? ""}
            onChange={(value) => present({ theme: presentationThemes.find((theme) => theme === value) ?? null })}
            options={[
              { value: "", label: t("accommodations.asUsual") },
              ...presentationThemes.map((theme) => ({ value: theme, label: t(`accommodations.theme.${theme}`) })),
            ]}
          />
        </div>
        <Checkbox
          label={t("accommodations.spaced")}
          isChecked={presentation.font === "SPACED"}
          onChange={(isChecked) => present({ font: isChecked ? "SPACED" : "USUAL" })}
        />
        <Checkbox
          label={t("accommodations.screenReader")}
          isChecked={presentation.layout === "SCREEN_READER"}
          onChange={(isChecked) => present({ layout: isChecked ? "SCREEN_READER" : "USUAL" })}
        />
      </fieldset>
      <fieldset>
        <legend>{t("accommodations.readAloud")}</legend>
        <p className="quiet small">{t("accommodations.readAloudHint")}</p>
        {readAloudActivities.map((activity) => (
          <Checkbox
            key={activity}
            label={t(`record.activity.${activity}`)}
            isChecked={readAloud.includes(activity)}
            onChange={(isChecked) =>
              onChange({
                ...measures,
                readAloud: isChecked ? [...readAloud, activity] : readAloud.filter((one) => one !== activity),
              })
            }
          />
        ))}
        <Checkbox
          label={t("accommodations.captions")}
          hint={t("accommodations.captionsHint")}
          isChecked={hasCaptions}
          onChange={(isChecked) => onChange({ ...measures, hasCaptions: isChecked })}
        />
      </fieldset>
    </div>
  );
}

/** A whole number as it is typed; nothing typed is nothing granted. */
const wholeOf = (typed: string): number => Math.max(0, Math.floor(Number(typed)) || 0);

function ExtraTime({ activity, measures, onChange }: MeasuresFieldsProps & { readonly activity: Activity }): ReactNode {
  const t = useT();
  const extra = measures.extraTime[activity];
  const unit = extra?.unit ?? "PERCENT";
  const set = (amount: number, nextUnit: "PERCENT" | "MINUTES"): void => {
    const { [activity]: _, ...others } = measures.extraTime;
    onChange({ ...measures, extraTime: amount > 0 ? { ...others, [activity]: { unit: nextUnit, amount } } : others });
  };
  const name = t(`record.activity.${activity}`);
  return (
    <div className={styles.pair}>
      <TextField
        label={name}
        type="number"
        min={0}
        value={extra ? String(extra.amount) : ""}
        onChange={(event) => set(Math.min(bounds[unit === "PERCENT" ? "percent" : "minutes"], wholeOf(event.target.value)), unit)}
      />
      <SelectField
        label={t("accommodations.unitOf", { activity: name })}
        isLabelHidden
        value={unit}
        onChange={(value) => set(extra?.amount ?? 25, value)}
        options={[
          { value: "PERCENT", label: t("accommodations.percent") },
          { value: "MINUTES", label: t("accommodations.minutes") },
        ]}
      />
    </div>
  );
}

function Breaks({ measures, onChange }: MeasuresFieldsProps): ReactNode {
  const t = useT();
  const { breaks } = measures;
  const set = (count: number, minutes: number): void =>
    onChange({ ...measures, breaks: count > 0 ? { count, minutes: Math.max(1, minutes) } : null });
  return (
    <fieldset>
      <legend>{t("accommodations.breaks")}</legend>
      <div className={styles.grid}>
        <TextField
          label={t("accommodations.breakCount")}
          type="number"
          min={0}
          value={breaks ? String(breaks.count) : ""}
          onChange={(event) => set(Math.min(bounds.breaks, wholeOf(event.target.value)), breaks?.minutes ?? 5)}
        />
        <TextField
          label={t("accommodations.breakMinutes")}
          type="number"
          min={1}
          value={breaks ? String(breaks.minutes) : ""}
          disabled={breaks === null}
          onChange={(event) => set(breaks?.count ?? 0, Math.min(bounds.minutes, wholeOf(event.target.value)))}
        />
      </div>
    </fieldset>
  );
}
