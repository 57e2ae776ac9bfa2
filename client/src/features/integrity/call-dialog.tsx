import { useEffect, useId, useState, type FormEvent, type ReactNode } from "react";
import * as contract from "#shared/protocol/incidents.ts";
import type { IncidentView } from "#shared/protocol/incident-views.ts";
import { useDates } from "#client/app/use-dates.ts";
import { useT } from "#client/app/i18n.tsx";
import { touch } from "#client/net/idle-touch.ts";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { useUnloadWarning } from "#client/net/use-unload-warning.ts";
import { Button, ConfirmDialog, Dialog, Disclosure, Notice, TextAreaField, TextField, useToast } from "#client/ui/index.ts";
import { CallSoundField } from "./call-sound.tsx";
import { refreshed } from "./incident-forms.tsx";
import type { IncidentFile } from "./incident-office.tsx";
import { useCallSound } from "./use-call-sound.ts";
import styles from "./incidents.module.css";

/** A call to note, and those that were noted and may still be given their sound. Whatever becomes of the file, an open dialog stays. */
export function Calls({ file: { incident, may } }: { readonly file: IncidentFile }): ReactNode {
  const t = useT();
  const dates = useDates(incident.timeZone);
  const [opened, setOpened] = useState<{ readonly statementId?: string }>();
  const silent = incident.statements.filter(({ channel, recording }) => may.addRecording && channel === "CALL" && recording === null);
  return (
    <>
      <div className="row">
        {may.noteCall && <Button onClick={() => setOpened({})}>{t("incidents.noteCall")}</Button>}
        {silent.map(({ statementId, at }) => (
          <Button key={statementId} onClick={() => setOpened({ statementId })}>
            {t("callsound.attach", { at: dates.dateTime(at, "medium") })}
          </Button>
        ))}
      </div>
      {opened && <CallDialog incident={incident} {...opened} onClose={() => setOpened(undefined)} />}
    </>
  );
}

interface CallDialogProps {
  readonly incident: IncidentView;
  /** A call that is noted already. */
  readonly statementId?: string;
  readonly onClose: () => void;
}

const stillHereMs = 5_000;

function CallDialog({ incident, statementId: given, onClose }: CallDialogProps): ReactNode {
  const t = useT();
  const showToast = useToast();
  const formId = useId();
  const [text, setText] = useState("");
  const [companion, setCompanion] = useState("");
  const [hasAgreed, setAgreed] = useState(false);
  const [statementId, setNoted] = useState(given);
  const [isLeaving, setLeaving] = useState(false);
  const call = useCallSound();
  const note = useChange(contract.noteCallStatement, refreshed);
  const add = useChange(contract.addCallRecording, refreshed);
  const { sound } = call;
  const isBusy = note.isPending || add.isPending;
  const isRunning = sound.status === "asking" || sound.status === "recording";
  const isRecorded = add.error?.code === "CALL_RECORDED";
  const hasSound = sound.status === "recording" || (sound.status === "held" && !isRecorded);
  const hasUnsent = hasSound || (statementId === undefined && (text.trim() !== "" || companion.trim() !== ""));
  useUnloadWarning(() => hasUnsent);
  // Whoever speaks on the telephone touches nothing, and is here.
  useEffect(() => {
    if (!hasSound) return;
    const timer = setInterval(touch, stillHereMs);
    return () => clearInterval(timer);
  }, [hasSound]);

  const { incidentId } = incident;
  const send = async (): Promise<void> => {
    const noted = statementId ?? (await note.mutateAsync({ params: { incidentId }, body: { text: text.trim(), companion } })).statementId;
    // What was noted is noted: only its sound is sent again.
    setNoted(noted);
    if (sound.status === "held") {
      const body = { bytes: await sound.file.arrayBuffer(), mime: sound.mime };
      await add.mutateAsync({ params: { incidentId, statementId: noted }, query: { hasAgreed: "true" }, body });
    }
    showToast(t(given === undefined ? "incidents.callNoted" : "callsound.sent"), "success");
    onClose();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    // What failed is said below, and the sound stays here.
    void send().catch(() => undefined);
  };
  const close = (): void => (hasUnsent ? setLeaving(true) : onClose());

  return (
    <>
      <Dialog
        isOpen
        onClose={close}
        title={t(statementId === undefined ? "incidents.noteCall" : "callsound.legend")}
        closeLabel={t("common.close")}
        footer={
          <>
            <div className={styles.answer}>
              <RefusalNotice error={note.error ?? add.error} />
            </div>
            <Button onClick={close}>{t("common.cancel")}</Button>
            <Button
              type="submit"
              form={formId}
              variant="primary"
              isBusy={isBusy}
              disabled={isRunning || (statementId === undefined ? text.trim() === "" : sound.status !== "held")}
            >
              {t(add.isError ? "common.retry" : statementId === undefined ? "incidents.callDo" : "callsound.send")}
            </Button>
          </>
        }
      >
        <form id={formId} className="stack" onSubmit={submit}>
          {statementId === undefined && <p>{t("incidents.noteCallText")}</p>}
          {add.isError && !isRecorded && <Notice role="note" title={t("callsound.notSent")} />}
          {incident.facts && (
            <Disclosure summary={t("incidents.facts")}>
              <p className={styles.words}>{incident.facts.text}</p>
            </Disclosure>
          )}
          <CallSoundField call={call} hasAgreed={hasAgreed} onAgreed={setAgreed} isBusy={isBusy} />
          {statementId === undefined && (
            <>
              <TextField
                label={t("incidents.companionLabel")}
                optionalLabel={t("common.optionalFeminine")}
                maxLength={120}
                value={companion}
                onChange={(event) => setCompanion(event.target.value)}
              />
              <TextAreaField
                label={t("incidents.callLabel")}
                rows={5}
                maxLength={6000}
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            </>
          )}
        </form>
      </Dialog>
      {/* Beside the dialog, not in it: the end of a dialog is told to those around it. */}
      <ConfirmDialog
        isOpen={isLeaving}
        title={t(hasSound ? "callsound.leaveTitle" : "callsound.leaveNoteTitle")}
        confirmLabel={t("callsound.leaveDo")}
        cancelLabel={t("callsound.stay")}
        tone="danger"
        onConfirm={onClose}
        onCancel={() => setLeaving(false)}
      >
        <p>{t(hasSound ? "callsound.leaveText" : "callsound.leaveNoteText")}</p>
      </ConfirmDialog>
    </>
  );
}
