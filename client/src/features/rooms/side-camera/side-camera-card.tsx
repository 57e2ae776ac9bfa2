import { useEffect, type ReactNode } from "react";
import { sideCamera as english } from "#shared/i18n/en/side-camera.ts";
import { sideCamera as french } from "#shared/i18n/fr/side-camera.ts";
import { shownStationCode } from "#shared/domain/paper/station-code.ts";
import type { SideCameraState } from "#shared/domain/rooms/side-camera.ts";
import { callForHelp, myConversation } from "#shared/protocol/messages.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { pairSideCamera, stopSideCamera } from "#shared/protocol/side-camera.ts";
import { mySitting, type SideCameraView } from "#shared/protocol/sitting.ts";
import { useT } from "#client/app/i18n.tsx";
import { useDates } from "#client/app/use-dates.ts";
import { useChange, useRoute } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, Notice, StateTag, type StateShape, type Tone } from "#client/ui/index.ts";
import { QrCode } from "#client/ui/qr-code.tsx";
import styles from "./side-camera.module.css";

const looks: Readonly<Record<SideCameraState, Look>> = {
  NONE: { tone: "neutral", shape: "hollow" },
  READY: { tone: "neutral", shape: "half" },
  LIVE: { tone: "success", shape: "full" },
  STOPPED: { tone: "neutral", shape: "hollow" },
};

/** What is merely offered may be stopped: only where it is asked for does it say to look. */
export const sideLook = ({ rule, state }: SideCameraView): Look =>
  state === "STOPPED" && rule === "REQUIRED" ? { tone: "attention", shape: "triangle" } : looks[state];

interface Look {
  readonly tone: Tone;
  readonly shape: StateShape;
}

interface Own {
  readonly sittingId: string;
  readonly sideCamera: SideCameraView;
}

/** Before reading: the offer, the code and how the telephone stands. Whoever has none reads that it takes nothing away. */
export function SideCameraCard({ sittingId, sideCamera }: Own): ReactNode {
  const t = useT();
  const offer = sideCamera.rule === "REQUIRED" ? "sidecamera.askTitle" : "sidecamera.offerTitle";
  return (
    <Card title={t(sideCamera.state === "NONE" ? offer : "sidecamera.title")} look="flat">
      <SideCameraPairing sittingId={sittingId} sideCamera={sideCamera} />
    </Card>
  );
}

/** The same within the exam, where it is a way back and no offer. */
export function SideCameraPairing({ sittingId, sideCamera, isUnderWay = false }: Own & { readonly isUnderWay?: boolean }): ReactNode {
  const t = useT();
  const { rule, state } = sideCamera;
  const pair = useChange(pairSideCamera);
  const stop = useChange(stopSideCamera, [mySitting]);
  const isThere = state === "READY" || state === "LIVE";
  const given = isThere ? undefined : pair.data;
  const { reset } = pair;
  // A code that has served is not shown again.
  useEffect(() => {
    if (isThere) reset();
  }, [isThere, reset]);
  return (
    <div className="stack">
      {state === "NONE" ? (
        <p>{t("sidecamera.offerText")}</p>
      ) : (
        <div role="status" className="stack">
          <p>
            <StateTag {...sideLook(sideCamera)}>{t(`sidecamera.state.${state}`)}</StateTag>
          </p>
          <p>{t(state === "STOPPED" && !isUnderWay ? "sidecamera.text.stoppedBefore" : `sidecamera.text.${state}`)}</p>
        </div>
      )}
      {given && <Code {...given} />}
      <RefusalNotice error={pair.error ?? stop.error} />
      <div className="row">
        {isThere ? (
          <Button isBusy={stop.isPending} onClick={() => stop.mutate({ params: { sittingId } })}>
            {t("sidecamera.stop")}
          </Button>
        ) : (
          <Button isBusy={pair.isPending} onClick={() => pair.mutate({ params: { sittingId } })}>
            {t(given ? "sidecamera.another" : state === "NONE" ? "sidecamera.begin" : "sidecamera.again")}
          </Button>
        )}
      </div>
      {state === "NONE" && rule !== "REQUIRED" && <p className="quiet">{t("sidecamera.noPhone")}</p>}
      {state === "NONE" && rule === "REQUIRED" && <WithoutTelephone sittingId={sittingId} />}
    </div>
  );
}

/** The call stays in the language in which it was made, whatever that of the page since. */
const noPhoneCalls: readonly string[] = [french["sidecamera.noPhoneCall"], english["sidecamera.noPhoneCall"]];

/** Whoever is asked for a telephone and has none says so in one press: a person comes with a way that needs none. */
function WithoutTelephone({ sittingId }: Pick<Own, "sittingId">): ReactNode {
  const t = useT();
  const said = useRoute(myConversation, { query: { sittingId } }, { topics: [topicOf.sitting(sittingId)] }).data;
  const ask = useChange(callForHelp, [myConversation]);
  // Whoever loads the page again has said it all the same.
  const isSaid = ask.isSuccess || said?.messages.some(({ text, isFromCandidate }) => isFromCandidate && noPhoneCalls.includes(text)) === true;
  const isAnswered = said?.waitingSince === null;
  return (
    <div className="stack">
      <div role="status" className="stack">
        <p className="quiet">{t("sidecamera.noPhoneAsked")}</p>
        {isSaid && (
          <Notice title={t(isAnswered ? "sidecamera.noPhoneAnswered" : "sidecamera.noPhoneSaid")}>
            {t(isAnswered ? "sidecamera.noPhoneAnsweredText" : "sidecamera.noPhoneSaidText")}
          </Notice>
        )}
      </div>
      <RefusalNotice error={ask.error} />
      {!isSaid && (
        <div className="row">
          <Button isBusy={ask.isPending} onClick={() => ask.mutate({ body: { sittingId, text: t("sidecamera.noPhoneCall") } })}>
            {t("sidecamera.noPhoneSay")}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Behind `#`, the code reaches no server's log. */
function Code({ code, expiresAt }: { readonly code: string; readonly expiresAt: string }): ReactNode {
  const t = useT();
  const { time } = useDates();
  const page = `${location.origin}/camera`;
  const address = page.replace(/^https?:\/\//, "");
  return (
    <div className={styles.code}>
      <QrCode text={`${page}#${code}`} label={t("sidecamera.qr", { address })} />
      <div className="stack">
        <p>{t("sidecamera.scan")}</p>
        <p>{t("sidecamera.byHand", { address })}</p>
        <p>
          <output className={styles.typed} data-testid="side-code">
            {shownStationCode(code)}
          </output>
        </p>
        <p className="quiet">{t("sidecamera.until", { time: time(expiresAt) })}</p>
      </div>
    </div>
  );
}
