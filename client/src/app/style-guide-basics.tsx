import { useState, type CSSProperties, type ReactNode } from "react";
import { useT } from "#client/app/i18n.tsx";
import type { Samples } from "#client/app/style-guide-samples.ts";
import styles from "#client/app/style-guide.module.css";
import {
  ArrowLeftIcon,
  Button,
  Card,
  Checkbox,
  ConfirmDialog,
  Dialog,
  EmptyState,
  ErrorNotice,
  IconButton,
  LinkButton,
  MicrophoneIcon,
  Notice,
  RadioGroup,
  SelectField,
  Skeleton,
  TextAreaField,
  TextField,
  useToast,
} from "#client/ui/index.ts";

type SectionProps = { readonly samples: Samples };

export function TypeSection({ samples }: SectionProps): ReactNode {
  return (
    <Card title={samples.sections.type}>
      {/* A sample of the size: the page has its own heading. */}
      <h1 role="presentation">32 Épreuve</h1>
      <h2>24 Épreuve</h2>
      <h3>20 Épreuve</h3>
      <p>16 {samples.info}</p>
      <p className="small quiet">14 {samples.hint}</p>
      <p className="exam-text">{samples.examText}</p>
    </Card>
  );
}

const colours = [
  "canvas",
  "surface",
  "surface-sunken",
  "surface-accent",
  "accent",
  "accent-pale",
  "header",
  "success",
  "success-pale",
  "attention",
  "attention-pale",
  "danger",
  "danger-pale",
  "border",
  "border-strong",
  "focus",
] as const;
const darkOnes: readonly string[] = ["accent", "success", "attention", "danger", "border-strong", "focus"];

export function ColoursSection({ samples }: SectionProps): ReactNode {
  return (
    <Card title={samples.sections.colours}>
      <ul className={styles.swatches}>
        {colours.map((name) => {
          const look: CSSProperties & { "--swatch": string } = {
            "--swatch": `var(--${name})`,
            color:
              name === "header" ? "var(--on-header)" : darkOnes.includes(name) ? "var(--focus-gap)" : "var(--text)",
          };
          return (
            <li key={name} className={styles.swatch} style={look}>
              {name}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

export function ActionsSection({ samples }: SectionProps): ReactNode {
  const t = useT();
  const [isBusy, setBusy] = useState(false);
  const [isPressed, setPressed] = useState(false);
  return (
    <Card title={samples.sections.buttons}>
      <div className="row">
        <Button variant="primary">{samples.primary}</Button>
        <Button>{samples.secondary}</Button>
        <Button variant="quiet">{samples.quiet}</Button>
        <Button variant="danger">{samples.danger}</Button>
        <Button disabled>{samples.disabled}</Button>
      </div>
      <div className="row">
        <Button variant="primary" size="large">
          {t("common.continue")}
        </Button>
        <Button size="small">{t("common.edit")}</Button>
        <Button variant="primary" isBusy={isBusy} busyLabel={t("common.saving")} onClick={() => setBusy(true)}>
          {t("common.save")}
        </Button>
        <LinkButton href="/style-guide" icon={<ArrowLeftIcon />}>
          {t("common.back")}
        </LinkButton>
        <IconButton
          label={t("rooms.microphoneOff")}
          icon={<MicrophoneIcon />}
          isPressed={isPressed}
          onClick={() => setPressed(!isPressed)}
        />
      </div>
    </Card>
  );
}

export function FormsSection({ samples }: SectionProps): ReactNode {
  const t = useT();
  const [body, setBody] = useState("");
  const [mode, setMode] = useState<"home" | "inPerson" | undefined>("home");
  const [hasConsented, setConsented] = useState(true);
  return (
    <Card title={samples.sections.forms}>
      <div className={styles.columns}>
        <div className="stack">
          <TextField label={samples.givenName} hint={samples.hint} defaultValue="Amina" autoComplete="given-name" />
          <TextField
            label={t("accounts.email")}
            hint={samples.emailHint}
            error={samples.emailError}
            type="email"
            defaultValue="amina@"
          />
          <SelectField
            label={samples.body}
            placeholder={samples.choose}
            options={samples.bodies.map((label) => ({ value: label, label }))}
            value={body}
            onChange={setBody}
          />
          <TextAreaField label={samples.comment} optionalLabel={t("common.optional")} />
        </div>
        <div className="stack">
          <RadioGroup
            legend={samples.mode}
            hint={samples.modeHint}
            look="cards"
            value={mode}
            onChange={setMode}
            options={[
              { value: "home", label: samples.atHome, hint: samples.atHomeHint },
              { value: "inPerson", label: samples.inPerson, hint: samples.inPersonHint },
            ]}
          />
          <Checkbox
            label={samples.consent}
            hint={samples.consentHint}
            isChecked={hasConsented}
            onChange={setConsented}
          />
        </div>
      </div>
    </Card>
  );
}

export function NoticesSection({ samples }: SectionProps): ReactNode {
  const t = useT();
  return (
    <Card title={samples.sections.notices}>
      <Notice role="note">{samples.info}</Notice>
      <Notice tone="success" role="note">
        {samples.success}
      </Notice>
      <Notice
        tone="attention"
        role="note"
        title={samples.network}
        actions={<Button size="small">{t("common.retry")}</Button>}
      >
        {samples.attention}
      </Notice>
      <ErrorNotice title={samples.errorTitle} referenceLabel={t("common.reference")} reference="K7F2-93QA">
        {samples.errorStep}
      </ErrorNotice>
      <div className={styles.columns}>
        <EmptyState title={samples.emptyTitle}>{samples.emptyText}</EmptyState>
        <div data-sample>
          <Skeleton label={t("common.loading")} look="card" lines={5} />
        </div>
      </div>
    </Card>
  );
}

export function DialogsSection({ samples }: SectionProps): ReactNode {
  const t = useT();
  const showToast = useToast();
  const [open, setOpen] = useState<"none" | "dialog" | "confirm">("none");
  const close = (): void => setOpen("none");
  return (
    <Card title={samples.sections.dialogs}>
      <div className="row">
        <Button onClick={() => setOpen("dialog")}>Dialog</Button>
        <Button variant="danger" onClick={() => setOpen("confirm")}>
          ConfirmDialog
        </Button>
        <Button onClick={() => showToast(samples.toast, "success")}>Toast</Button>
      </div>
      <Dialog
        isOpen={open === "dialog"}
        onClose={close}
        title={t("common.talkToSomeone")}
        closeLabel={t("common.close")}
        footer={
          <>
            <Button onClick={close}>{t("common.cancel")}</Button>
            <Button variant="primary" onClick={close}>
              {t("common.send")}
            </Button>
          </>
        }
      >
        <TextAreaField label={samples.comment} />
      </Dialog>
      <ConfirmDialog
        isOpen={open === "confirm"}
        title={samples.confirmTitle}
        confirmLabel={samples.danger}
        cancelLabel={samples.keep}
        tone="danger"
        onConfirm={close}
        onCancel={close}
      >
        <p>{samples.confirmText}</p>
      </ConfirmDialog>
    </Card>
  );
}
