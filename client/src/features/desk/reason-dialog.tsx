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
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly isBlocked?: boolean;
  readonly onClose: () => void;
  readonly onConfirm: (reason: string) => void;
  readonly children?: ReactNode;
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
  const isReady = reason.trim().length >= minLength && !isBlocked;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) props.onConfirm(reason.trim());
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
          <Button
            type="submit"
            form={formId}
            variant={props.tone ?? "primary"}
            isBusy={props.isBusy}
            disabled={!isReady}
          >
            {props.confirmLabel}
          </Button>
        </>
      }
    >
      <form id={formId} className="stack" onSubmit={submit}>
        {props.text !== undefined && <p>{props.text}</p>}
        {props.children}
        <TextField
          ref={field}
          label={props.label}
          hint={props.hint}
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
