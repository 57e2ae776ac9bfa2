import { useCallback, useEffect, useRef, useState, type ReactNode } from "react";
import { extensionOf } from "#shared/domain/incidents/sound-type.ts";
import { clockText } from "#shared/domain/marking/moments.ts";
import { useT } from "#client/app/i18n.tsx";
import { saveFile } from "#client/net/save-file.ts";
import { useFiles } from "#client/net/use-files.ts";
import { Button, Checkbox, ErrorNotice, Notice, StateTag } from "#client/ui/index.ts";
import { SoundPlayer } from "./sound-player.tsx";
import type { CallSound, Sound } from "./use-call-sound.ts";
import styles from "./incidents.module.css";

export interface CallSoundFieldProps {
  readonly call: CallSound;
  readonly hasAgreed: boolean;
  readonly onAgreed: (hasAgreed: boolean) => void;
  readonly isBusy: boolean;
}

/** Record the call on this computer, or choose its file; listen, throw away, begin again. Nothing before the person has agreed. */
export function CallSoundField({ call, hasAgreed, onAgreed, isBusy }: CallSoundFieldProps): ReactNode {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const { sound } = call;
  return (
    <fieldset className={styles.choice}>
      <legend>{t("callsound.legend")}</legend>
      <p className="quiet">{t("callsound.lead")}</p>
      <Checkbox
        label={t("callsound.agreed")}
        hint={t("callsound.agreedHint")}
        isChecked={hasAgreed}
        disabled={sound.status !== "none"}
        onChange={onAgreed}
      />
      {(sound.status === "none" || sound.status === "asking") && (
        <div className="row">
          <Button disabled={!hasAgreed} isBusy={sound.status === "asking"} busyLabel={t("callsound.asking")} onClick={() => void call.record()}>
            {t("callsound.record")}
          </Button>
          <input
            ref={input}
            type="file"
            hidden
            aria-label={t("callsound.choose")}
            accept="audio/*,.webm,.ogg,.mp3,.m4a,.wav"
            onChange={(event) => {
              const file = event.target.files?.[0];
              event.target.value = "";
              if (file) void call.choose(file);
            }}
          />
          <Button disabled={!hasAgreed || sound.status === "asking"} onClick={() => input.current?.click()}>
            {t("callsound.choose")}
          </Button>
        </div>
      )}
      {sound.status === "none" && sound.fault !== undefined && <ErrorNotice title={t(`callsound.fault_${sound.fault}`)} />}
      {sound.status === "recording" && (
        <div className="row">
          <span role="status">
            <StateTag tone="attention">{t("callsound.recording")}</StateTag>
          </span>
          <Elapsed sinceMs={sound.sinceMs} />
          <Button variant="primary" onClick={call.stop}>
            {t("callsound.stop")}
          </Button>
        </div>
      )}
      {sound.status === "held" && <Held sound={sound} isBusy={isBusy} onDiscard={call.discard} />}
    </fieldset>
  );
}

function Elapsed({ sinceMs }: { readonly sinceMs: number }): ReactNode {
  const [elapsedMs, setElapsedMs] = useState(0);
  // The timer runs as long as the recording.
  useEffect(() => {
    const timer = setInterval(() => setElapsedMs(performance.now() - sinceMs), 500);
    return () => clearInterval(timer);
  }, [sinceMs]);
  return <span role="timer">{clockText(elapsedMs)}</span>;
}

interface HeldProps {
  readonly sound: Extract<Sound, { status: "held" }>;
  readonly isBusy: boolean;
  readonly onDiscard: () => void;
}

function Held({ sound: { file, mime, isCut = false }, isBusy, onDiscard }: HeldProps): ReactNode {
  const t = useT();
  const { files } = useFiles(useCallback(() => Promise.resolve([file]), [file]));
  const src = typeof files === "string" ? undefined : files?.[0];
  return (
    <>
      {isCut && <Notice tone="attention" role="alert" title={t("callsound.cut")} />}
      {src !== undefined && <SoundPlayer src={src} label={t("callsound.unsent")} />}
      <p className="quiet small">{t("callsound.held")}</p>
      <div className="row">
        <Button size="small" disabled={isBusy} onClick={onDiscard}>
          {t("callsound.discard")}
        </Button>
        {/* Whatever refuses it, it is not lost: a file is attached later. */}
        <Button size="small" variant="quiet" onClick={() => saveFile(file, `${t("callsound.copyName")}.${extensionOf(mime)}`)}>
          {t("callsound.keepCopy")}
        </Button>
      </div>
    </>
  );
}
