import { useId, type ComponentProps, type ReactNode } from "react";
import { classNames } from "./class-names.ts";
import styles from "./field.module.css";
import { AttentionIcon } from "./icons.tsx";
import { VisuallyHidden } from "./visually-hidden.tsx";

export type FieldControl = {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
  readonly className: string | undefined;
};

type FieldText = {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** Says what to do, not what is wrong with the person. */
  readonly error?: ReactNode;
  /** «facultatif», shown after the label: most fields are required, so the exceptions are marked. */
  readonly optionalLabel?: string;
  readonly isLabelHidden?: boolean;
};

export type FieldProps = FieldText & {
  readonly id?: string;
  readonly className?: string;
  readonly children: (control: FieldControl) => ReactNode;
};

/** A label, a hint, an error, and the control that they describe: `{(control) => <input {...control} />}`. */
export function Field({
  label,
  hint,
  error,
  optionalLabel,
  isLabelHidden = false,
  id,
  className,
  children,
}: FieldProps): ReactNode {
  const generatedId = useId();
  const controlId = id ?? generatedId;
  const hasError = error !== undefined && error !== null && error !== "";
  const describedBy = classNames(hint !== undefined && `${controlId}-hint`, hasError && `${controlId}-error`);
  const labelText = (
    <>
      {label}
      {optionalLabel !== undefined && <span className={styles.optional}> ({optionalLabel})</span>}
    </>
  );
  return (
    <div className={classNames(styles.field, hasError && styles.invalid, className)}>
      <label htmlFor={controlId} className={styles.label}>
        {isLabelHidden ? <VisuallyHidden>{labelText}</VisuallyHidden> : labelText}
      </label>
      {hint !== undefined && (
        <p id={`${controlId}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      {children({
        id: controlId,
        "aria-describedby": describedBy === "" ? undefined : describedBy,
        "aria-invalid": hasError || undefined,
        className: styles.control,
      })}
      {hasError && (
        <p id={`${controlId}-error`} className={styles.error}>
          <AttentionIcon size={16} />
          <span>{error}</span>
        </p>
      )}
    </div>
  );
}

type Wrapped<Element extends "input" | "textarea" | "select"> = FieldText & Omit<ComponentProps<Element>, "children">;

export function TextField({
  label,
  hint,
  error,
  optionalLabel,
  isLabelHidden,
  id,
  className,
  ...input
}: Wrapped<"input">): ReactNode {
  return (
    <Field {...{ label, hint, error, optionalLabel, isLabelHidden, id, className }}>
      {(control) => <input type="text" {...input} {...control} />}
    </Field>
  );
}

export function TextAreaField({
  label,
  hint,
  error,
  optionalLabel,
  isLabelHidden,
  id,
  className,
  ...area
}: Wrapped<"textarea">): ReactNode {
  return (
    <Field {...{ label, hint, error, optionalLabel, isLabelHidden, id, className }}>
      {(control) => <textarea rows={4} {...area} {...control} />}
    </Field>
  );
}

export type SelectFieldProps<Value extends string> = FieldText &
  Omit<ComponentProps<"select">, "children" | "onChange" | "value"> & {
    readonly options: readonly { readonly value: Value; readonly label: string }[];
    readonly value: Value | "";
    readonly onChange: (value: Value) => void;
    /** The first, empty option while nothing is chosen. */
    readonly placeholder?: string;
  };

export function SelectField<Value extends string>({
  label,
  hint,
  error,
  optionalLabel,
  isLabelHidden,
  id,
  className,
  options,
  value,
  onChange,
  placeholder,
  ...select
}: SelectFieldProps<Value>): ReactNode {
  return (
    <Field {...{ label, hint, error, optionalLabel, isLabelHidden, id, className }}>
      {(control) => (
        <select
          value={value}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value);
            if (chosen !== undefined) onChange(chosen.value);
          }}
          {...select}
          {...control}
        >
          {placeholder !== undefined && (
            <option value="" disabled>
              {placeholder}
            </option>
          )}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
