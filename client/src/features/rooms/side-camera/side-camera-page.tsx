import { useEffect, useRef, useState, type ReactNode } from "react";
import { normalStationCode, stationCodeLength } from "#shared/domain/paper/station-code.ts";
import { sideCameraWords } from "#shared/domain/rooms/side-camera.ts";
import { enterSideCamera } from "#shared/protocol/side-camera.ts";
import { CodeForm } from "#client/net/code-form.tsx";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { Button, Card, Notice, PageHeader, StateTag } from "#client/ui/index.ts";
import { readStored, writeStored } from "#client/ui/stored-state.ts";
import { DeviceNotice } from "../stage/own-controls.tsx";
import styles from "./side-camera.module.css";
import { useSideCamera, type SideCamera } from "./use-side-camera.ts";
import { canStayAwake, useWakeLock } from "./use-wake-lock.ts";

const storageKey = "epreuve.side-camera";

/** The telephone's page: what it sends, a press that agrees, then a picture and a way to stop. A reload goes on. */
export function SideCameraPage(): ReactNode {
  const t = useT();
  const [token, setToken] = useState(() => readStored(storageKey) ?? "");
  const keep = (given: string): void => {
    writeStored(storageKey, given === "" ? null : given);
    setToken(given);
  };
  return (
    <div className="stack-loose">
      <PageHeader title={t("sidecamera.title")} lead={token === "" ? t("sidecamera.lead") : undefined} />
      {token === "" ? <Agreeing onEntered={keep} /> : <Camera key={token} token={token} onOver={() => keep("")} />}
    </div>
  );
}

const facts = ["sends", "seen", "kept", "free"] as const;

/** The code of a scanned address; it leaves the address bar, since it is worth nothing to anybody else. */
function codeInAddress(): string {
  return normalStationCode(location.hash.slice(1)).slice(0, stationCodeLength);
}

function Agreeing({ onEntered }: { readonly onEntered: (token: string) => void }): ReactNode {
  const t = useT();
  const enter = useChange(enterSideCamera);
  const [given] = useState(codeInAddress);
  useEffect(() => {
    if (location.hash !== "") history.replaceState(history.state, "", location.pathname);
  }, []);
  return (
    <CodeForm
      label={t("sidecamera.code")}
      hint={t("sidecamera.codeHint")}
      submitLabel={t("sidecamera.agree")}
      code={given}
      error={enter.error}
      isPending={enter.isPending}
      onCode={(code) =>
        enter.mutate({ body: { code, agreedTo: sideCameraWords } }, { onSuccess: ({ token }) => onEntered(token) })
      }
    >
      <dl className={styles.facts}>
        {facts.map((fact) => (
          <div key={fact}>
            <dt>{t(`sidecamera.${fact}Title`)}</dt>
            <dd>{t(`sidecamera.${fact}`)}</dd>
          </div>
        ))}
      </dl>
    </CodeForm>
  );
}

function Camera({ token, onOver }: { readonly token: string; readonly onOver: () => void }): ReactNode {
  const t = useT();
  const camera = useSideCamera(token);
  const { device, name, isOver } = camera;
  useWakeLock();
  if (isOver)
    return (
      <Notice role="status" title={t("sidecamera.over")} actions={<Button onClick={onOver}>{t("sidecamera.enterAnother")}</Button>}>
        {t("sidecamera.overText")}
      </Notice>
    );
  return (
    <Card title={name === "" ? t("sidecamera.connecting") : t("sidecamera.of", { name })}>
      <div className="stack">
        {camera.asked && <Asked asked={camera.asked} />}
        {(name !== "" || camera.isUnreachable) && <Standing camera={camera} />}
        <DeviceNotice kind="camera" device={device} onRetry={camera.retry} />
        {device.status === "on" && <Picture track={device.track} />}
        <div className="row">
          <Button onClick={camera.turn}>{t("sidecamera.turn")}</Button>
          <Button onClick={camera.end}>{t("sidecamera.stopHere")}</Button>
        </div>
        <p>{t("sidecamera.place")}</p>
        {!canStayAwake() && <p>{t("sidecamera.sleeps")}</p>}
      </div>
    </Card>
  );
}

/** The point that is asked of whoever carries the telephone around: over the picture, and in view all the time. */
function Asked({ asked }: { readonly asked: NonNullable<SideCamera["asked"]> }): ReactNode {
  const t = useT();
  return (
    <div className={styles.asked}>
      <Notice role="status" title={t(`roomlook.step.${asked.step}`)}>
        <p>{t(`roomlook.ask.${asked.step}`)}</p>
        <p className="quiet small">{t("roomlook.progress", { place: String(asked.place), count: String(asked.count) })}</p>
      </Notice>
    </div>
  );
}

/** One sentence: whether somebody can see this picture now. */
function Standing({ camera: { isWanted, isSeen, isUnreachable, connection, enterAgain } }: { readonly camera: SideCamera }): ReactNode {
  const t = useT();
  if (isUnreachable) return <Notice tone="attention" title={t("sidecamera.unreachable")} />;
  if (connection === "superseded")
    return (
      <Notice tone="attention" title={t("sidecamera.elsewhere")} actions={<Button onClick={enterAgain}>{t("rooms.continueHere")}</Button>} />
    );
  return (
    <div role="status" className="stack">
      <p>
        <StateTag tone={isSeen ? "success" : "neutral"} shape={isSeen ? "full" : "half"}>
          {t(isSeen ? "sidecamera.sending" : isWanted ? "sidecamera.connecting" : "sidecamera.waiting")}
        </StateTag>
      </p>
      {!isWanted && <p>{t("sidecamera.waitingText")}</p>}
    </div>
  );
}

function Picture({ track }: { readonly track: MediaStreamTrack }): ReactNode {
  const t = useT();
  const video = useRef<HTMLVideoElement>(null);
  // A stream is an object, not an attribute: React cannot write it.
  useEffect(() => {
    if (video.current) video.current.srcObject = new MediaStream([track]);
  }, [track]);
  return (
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- A silent live picture has no caption track.
    <video ref={video} className={styles.picture} autoPlay playsInline muted aria-label={t("sidecamera.picture")} />
  );
}
