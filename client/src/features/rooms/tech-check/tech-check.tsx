import { useState, type ReactNode } from "react";
import { currentLockdownVersion } from "#shared/domain/integrity/lockdown-policy.ts";
import {
  namedDevicesOf,
  partsLeft,
  techFailuresOf,
  type TechCheckResults,
  type TechFailure,
  type TechPart,
} from "#shared/domain/rooms/tech-check.ts";
import { journey } from "#shared/protocol/journey.ts";
import { lastTechCheck, sendTechCheck } from "#shared/protocol/rooms.ts";
import { useT } from "#client/app/i18n.tsx";
import { useDates } from "#client/app/use-dates.ts";
import { useChange, useRoute } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, LinkButton, Notice, PageHeader } from "#client/ui/index.ts";
import { browserFacts } from "./browser-facts.ts";
import { CameraCheck } from "./camera-check.tsx";
import { CheckPart } from "./check-part.tsx";
import { LockPermission } from "./lock-permission.tsx";
import { LoudspeakerCheck } from "./loudspeaker-check.tsx";
import { MicrophoneCheck } from "./microphone-check.tsx";
import { NetworkCheck } from "./network-check.tsx";
import { ScreenCheck } from "./screen-check.tsx";
import styles from "./tech-check.module.css";

type Measured = { readonly [part in keyof TechCheckResults]?: TechCheckResults[part] };

const fit: TechCheckResults = {
  browser: { name: "", version: "", hasLiveMedia: true, hasStorage: true },
  viewport: { width: 4096, height: 4096 },
  camera: { outcome: "OK", label: "" },
  microphone: { outcome: "OK", label: "", peak: 100 },
  loudspeaker: { outcome: "OK" },
  screen: { outcome: "OK", surface: "monitor" },
  network: { isReached: true, roundTripMs: 0, downKbps: 1_000_000, upKbps: 1_000_000 },
  media: { hasPicture: true, hasSound: true, ms: 0 },
  saving: { isOnDevice: true, isOnServer: true, ms: 0 },
};

/** What one part alone would say: the rest is taken to be fit. */
const failuresOf = (measured: Measured, part: TechPart): readonly TechFailure[] | undefined =>
  measured[part] === undefined
    ? undefined
    : techFailuresOf({ ...fit, ...measured })
        .filter((found) => found.part === part)
        .map(({ failure }) => failure);

/** The name of the device as it was measured; nothing while it was not. */
const programOf = (measured: Measured, part: "camera" | "microphone"): string | undefined =>
  namedDevicesOf(currentLockdownVersion, { camera: fit.camera, microphone: fit.microphone, ...measured }).find(
    ({ device }) => device === part,
  )?.program;

const isComplete = (measured: Measured): measured is TechCheckResults =>
  partsLeft(measured).length === 0;

/** The six checks of the exam day, done beforehand; the outcome is kept with the registration. */
export function TechCheck({
  registrationId,
  renderHelp,
}: {
  readonly registrationId: string | undefined;
  /** «Parler à une personne», where something fails. */
  readonly renderHelp: () => ReactNode;
}): ReactNode {
  const t = useT();
  const { date } = useDates();
  const [measured, setMeasured] = useState<Measured>(browserFacts);
  const [round, setRound] = useState(0);
  const params = { registrationId: registrationId ?? "" };
  const last = useRoute(lastTechCheck, { params }, { isEnabled: registrationId !== undefined });
  const send = useChange(sendTechCheck, [lastTechCheck, journey]);
  const file = useRoute(journey, {}, { isEnabled: registrationId !== undefined }).data?.journeys.find(
    (one) => one.registrationId === registrationId,
  );
  const contact = file?.contact?.name ?? null;
  const set = (result: Measured): void => {
    send.reset();
    setMeasured((known) => ({ ...known, ...result }));
  };
  const complete = isComplete(measured) ? measured : undefined;
  const verdict = complete && (send.data ?? (registrationId === undefined ? local(complete) : undefined));
  const again = (): void => {
    send.reset();
    setMeasured(browserFacts());
    setRound((count) => count + 1);
  };
  const finish = (): void => {
    if (complete && registrationId !== undefined) send.mutate({ params, body: complete });
  };

  return (
    <div className={styles.page} key={round}>
      <PageHeader title={t("tech.title")} lead={t("tech.lead")} />
      {last.data?.check && !send.data && (
        <Notice
          role="note"
          title={t(last.data.check.isPassed ? "tech.lastPassed" : "tech.lastFailed", {
            date: date(last.data.check.checkedAt),
          })}
        />
      )}
      <CheckPart part="browser" failures={failuresOf(measured, "browser")}>
        <p>
          {t("tech.browserFound", {
            name: measured.browser?.name ?? "",
            version: measured.browser?.version ?? "",
            width: String(measured.viewport?.width ?? 0),
          })}
        </p>
      </CheckPart>
      <CheckPart part="camera" failures={failuresOf(measured, "camera")} program={programOf(measured, "camera")}>
        <CameraCheck onDone={(camera) => set({ camera })} />
      </CheckPart>
      <CheckPart part="microphone" failures={failuresOf(measured, "microphone")} program={programOf(measured, "microphone")}>
        <MicrophoneCheck onDone={(microphone) => set({ microphone })} />
      </CheckPart>
      <CheckPart part="loudspeaker" failures={failuresOf(measured, "loudspeaker")}>
        <LoudspeakerCheck onDone={(loudspeaker) => set({ loudspeaker })} />
      </CheckPart>
      <CheckPart part="screen" failures={failuresOf(measured, "screen")} optional={<LockPermission />}>
        <ScreenCheck onDone={(screen) => set({ screen })} />
      </CheckPart>
      <CheckPart part="network" failures={failuresOf(measured, "network")}>
        <NetworkCheck registrationId={registrationId} result={measured} onDone={set} />
      </CheckPart>
      <RefusalNotice error={send.error} onRetry={finish} />
      {verdict ? (
        <Verdict
          verdict={verdict}
          isKept={registrationId !== undefined}
          contact={contact}
          help={renderHelp()}
          onAgain={again}
        />
      ) : (
        <div className={styles.row}>
          <Button variant="primary" size="large" disabled={!complete} isBusy={send.isPending} onClick={finish}>
            {t("tech.finish")}
          </Button>
          {!complete && <span>{t("tech.finishHint", { parts: partsLeft(measured).map((part) => t(`tech.${part}`).toLowerCase()).join(", ") })}</span>}
        </div>
      )}
    </div>
  );
}

const local = (results: TechCheckResults) => {
  const failures = techFailuresOf(results);
  return { isPassed: failures.length === 0, failures };
};

function Verdict({
  verdict,
  isKept,
  contact,
  help,
  onAgain,
}: {
  readonly verdict: { readonly isPassed: boolean; readonly failures: readonly { readonly failure: TechFailure }[] };
  readonly isKept: boolean;
  readonly contact: string | null;
  readonly help: ReactNode;
  readonly onAgain: () => void;
}): ReactNode {
  const t = useT();
  const actions = (
    <>
      <LinkButton variant="primary" href="/parcours">
        {t("tech.backToJourney")}
      </LinkButton>
      <Button onClick={onAgain}>{t("tech.again")}</Button>
    </>
  );
  if (verdict.isPassed)
    return (
      <Notice tone="success" title={t("tech.passedTitle")} actions={actions}>
        {isKept ? t("tech.passedText") : t("tech.notKept")}
      </Notice>
    );
  const ways = (
    <>
      <Button variant="primary" onClick={onAgain}>
        {t("tech.again")}
      </Button>
      {isKept && <LinkButton href="/parcours/seance">{t("tech.inPersonSeat")}</LinkButton>}
      {help}
    </>
  );
  return (
    <Notice tone="attention" title={t("tech.failedTitle")} actions={ways}>
      <ul>
        {verdict.failures.map(({ failure }) => (
          <li key={failure}>{t(`tech.fix.${failure}`)}</li>
        ))}
      </ul>
      <p>{t("tech.inPersonOffer")}</p>
      {contact !== null && <p>{t("tech.contact", { name: contact })}</p>}
    </Notice>
  );
}
