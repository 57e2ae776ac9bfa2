import { useEffect, useRef, useState, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import { Button, Checkbox, Notice } from "#client/ui/index.ts";
import { CallError } from "#client/net/http.ts";
import { useRefusal } from "#client/net/refusal.tsx";
import styles from "./thresholds.module.css";

/** A full page that shows once more what will be handed in: no small dialog for what cannot be undone. */
export function HandInPage({
  title,
  lead,
  backLabel,
  submitLabel,
  isEmpty,
  onBack,
  onSubmit,
  children,
}: {
  readonly title: string;
  readonly lead: string;
  readonly backLabel: string;
  readonly submitLabel: string;
  /** Seldom meant: then the person must say so before it can be handed in [RDG-11]. */
  readonly isEmpty: boolean;
  readonly onBack: () => void;
  readonly onSubmit: () => Promise<string | undefined>;
  readonly children: ReactNode;
}): ReactNode {
  const t = useT();
  const say = useRefusal();
  const heading = useRef<HTMLHeadingElement>(null);
  const [isBusy, setBusy] = useState(false);
  const consent = useRef<HTMLDivElement>(null);
  const [isMeant, setMeant] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const [refusal, setRefusal] = useState<string | undefined>();

  // The page has changed under the person: the heading says where they are.
  useEffect(() => heading.current?.focus(), []);

  const submit = async (): Promise<void> => {
    if (isEmpty && !isMeant) {
      setAsked(true);
      consent.current?.querySelector("input")?.focus();
      return;
    }
    setBusy(true);
    const code = await onSubmit();
    setBusy(false);
    setRefusal(code);
  };
  return (
    <div className={styles.handIn}>
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <p>{lead}</p>
      {children}
      {isEmpty && (
        <div ref={consent}>
          <Checkbox
            label={t("exam.handInEmpty")}
            isChecked={isMeant}
            hint={isAsked && !isMeant ? t("exam.tickFirst") : undefined}
            onChange={setMeant}
          />
        </div>
      )}
      {refusal !== undefined && (
        <Notice tone="attention" role="alert">
          {refusal === "UNSENT_ANSWERS" ? t("exam.submitWaiting") : say(new CallError(refusal))}
        </Notice>
      )}
      <div className={styles.handInActions}>
        <Button size="large" onClick={onBack}>
          {backLabel}
        </Button>
        <Button
          size="large"
          variant="primary"
          isBusy={isBusy}
          busyLabel={t("exam.submitting")}
          onClick={() => void submit()}
        >
          {submitLabel}
        </Button>
      </div>
    </div>
  );
}
