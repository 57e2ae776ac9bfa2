import { useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Dialog, TextField, type ButtonVariant } from "#client/ui/index.ts";

export interface ReasonDialogProps {
  readonly title: string;
  readonly text?: string;
  readonly label: string;
  readonly hint: string;
  readonly confirmLabel: string;
  readonly tone?: ButtonVariant;
  /** What is said while there is no reason, where it is not the person concerned who will read it. */
  readonly missing?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly isBusy: boolean;
  readonly error: unknown;
  /** Something else is missing: the children say what, once they are told that somebody tried. */
  readonly isBlocked?: boolean;
  readonly onClose: () => void;
  readonly onConfirm: (reason: string) => void;
  readonly children?: ReactNode | ((isTried: boolean) => ReactNode);
}

/** An act that needs its reason in words. It is drawn only while it is open, so that it always opens empty. */
export function ReasonDialog(props: ReasonDialogProps): ReactNode {
  const t = useT();
  const formId = useId();
  const [reason, setReason] = useState("");
  const field = useRef<HTMLInputElement>(null);
  // The dialog puts the focus on its closing button; the reason is what is asked for.
  useEffect(() => field.current?.focus(), []);
  const { minLength = 3, isBlocked = false } = props;
  // Said once somebody has tried, and gone as soon as it is no longer true.
  const [isTried, setTried] = useState(false);
  const isTooShort = reason.trim().length < minLength;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (isTooShort) field.current?.focus();
    else if (!isBlocked) props.onConfirm(reason.trim());
  };
  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      title={props.title}
      closeLabel={t("common.close")}
      footer={
        <>
          <Button onClick={props.onClose}>{t("common.cancel")}</Button>
          <Button type="submit" form={formId} variant={props.tone ?? "primary"} isBusy={props.isBusy}>
            {props.confirmLabel}
          </Button>
        </>
      }
    >
      <form id={formId} className="stack" onSubmit={submit} noValidate>
        {props.text !== undefined && <p>{props.text}</p>}
        {typeof props.children === "function" ? props.children(isTried) : props.children}
        <TextField
          ref={field}
          label={props.label}
          hint={props.hint}
          {...(isTried && isTooShort ? { error: props.missing ?? t("desk.reasonNeeded") } : {})}
          value={reason}
          maxLength={props.maxLength ?? 200}
          onChange={(event) => setReason(event.target.value)}
          required
        />
        <RefusalNotice error={props.error} />
      </form>
    </Dialog>
  );
}
