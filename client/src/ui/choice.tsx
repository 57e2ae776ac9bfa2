import { useId, type ComponentProps, type ReactNode } from "react";
import styles from "./choice.module.css";
import { classNames } from "./class-names.ts";
import { AttentionIcon } from "./icons.tsx";

export type CheckboxProps = Omit<ComponentProps<"input">, "type" | "onChange" | "checked"> & {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: ReactNode;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
};

export function Checkbox({ label, hint, error, isChecked, onChange, className, ...input }: CheckboxProps): ReactNode {
  const id = useId();
  const describedBy = classNames(hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`);
  return (
    <div className={classNames(styles.choice, className)}>
      <label className={styles.option}>
        <input
          type="checkbox"
          checked={isChecked}
          onChange={(event) => onChange(event.target.checked)}
          aria-describedby={describedBy === "" ? undefined : describedBy}
          aria-invalid={error !== undefined || undefined}
          {...input}
        />
        <span>{label}</span>
      </label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      {error !== undefined && <ChoiceError id={`${id}-error`}>{error}</ChoiceError>}
    </div>
  );
}

export type RadioOption<Value extends string> = {
  readonly value: Value;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly isDisabled?: boolean;
};

export type RadioGroupProps<Value extends string> = {
  readonly legend: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: ReactNode;
  readonly options: readonly RadioOption<Value>[];
  /** `undefined` while nothing is chosen: no option is preselected for anybody. */
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
  /** `cards` frames each option: for choices that deserve a sentence. */
  readonly look?: "list" | "cards" | "inline";
  readonly isDisabled?: boolean;
};

export function RadioGroup<Value extends string>({
  legend,
  hint,
  error,
  options,
  value,
  onChange,
  look = "list",
  isDisabled = false,
}: RadioGroupProps<Value>): ReactNode {
  const id = useId();
  const describedBy = classNames(hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`);
  return (
    <fieldset
      className={styles.group}
      aria-describedby={describedBy === "" ? undefined : describedBy}
      disabled={isDisabled}
    >
      <legend className={styles.legend}>{legend}</legend>
      {hint !== undefined && (
        <p id={`${id}-hint`} className={styles.groupHint}>
          {hint}
        </p>
      )}
      <div className={classNames(styles.options, styles[look])}>
        {options.map((option) => (
          <div key={option.value} className={styles.choice}>
            <label className={styles.option}>
              <input
                type="radio"
                name={id}
                value={option.value}
                checked={option.value === value}
                disabled={option.isDisabled}
                onChange={() => onChange(option.value)}
                aria-describedby={option.hint === undefined ? undefined : `${id}-${option.value}`}
              />
              <span>{option.label}</span>
            </label>
            {option.hint !== undefined && (
              <p id={`${id}-${option.value}`} className={styles.hint}>
                {option.hint}
              </p>
            )}
          </div>
        ))}
      </div>
      {error !== undefined && <ChoiceError id={`${id}-error`}>{error}</ChoiceError>}
    </fieldset>
  );
}

function ChoiceError({ id, children }: { readonly id: string; readonly children: ReactNode }): ReactNode {
  return (
    <p id={id} className={styles.error} role="alert">
      <AttentionIcon size={16} />
      <span>{children}</span>
    </p>
  );
}
