import { minutesLeft } from "#shared/domain/sitting/time-left.ts";
import { useEffect, useState, type ReactNode } from "react";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { sampleAt, sampleBands, type Samples } from "#client/app/style-guide-samples.ts";
import styles from "#client/app/style-guide.module.css";
import { Button, Card, HandIcon, StateTag } from "#client/ui/index.ts";
import { BandPicker, type Band } from "#client/ui/band-picker.tsx";
import { Clock } from "#client/ui/clock.tsx";
import { SaveStatus, type SaveState } from "#client/ui/save-status.tsx";
import { SplitPane } from "#client/ui/split-pane.tsx";
import { Tabs } from "#client/ui/tabs.tsx";
import { VideoTile } from "#client/ui/video-tile.tsx";
import { formatTime } from "#shared/i18n/dates.ts";

type SectionProps = { readonly samples: Samples };
const zone = "America/Toronto";

const saveStates: readonly SaveState[] = ["saved", "saving", "kept", "failed"];

export function RoomSection({ samples }: SectionProps): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const [endsAt] = useState(() => performance.now() + 31 * 60_000);
  const [now, setNow] = useState(() => performance.now());
  const saveTexts = {
    saved: t("common.savedAt", { time: formatTime(locale, sampleAt, zone) }),
    saving: t("common.saving"),
    kept: t("common.savedOnDevice"),
    failed: t("common.saveFailed"),
  };

  // The sample clock runs, as the real one does.
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 1000);
    return () => clearInterval(timer);
  }, []);

  return (
    <Card title={samples.sections.room}>
      <div className="row">
        {saveStates.map((state) => (
          <SaveStatus key={state} state={state}>
            {saveTexts[state]}
          </SaveStatus>
        ))}
      </div>
      <div className={styles.frame}>
        <div className={styles.bar}>
          <strong>
            {t("exam.writing")} · {t("exam.activityOf", { number: 3, total: 4 })}
          </strong>
          <div className="row">
            <SaveStatus state="saved" isInHeader>
              {saveTexts.saved}
            </SaveStatus>
            <Clock
              minutesLeft={minutesLeft(endsAt - now)}
              formatMinutes={(minutes) => t("exam.minutesLeft", { count: minutes })}
              foldLabel={t("exam.hideClock")}
              unfoldLabel={t("exam.showClock")}
              announcements={[15, 5, 1].map((atMinutes) => ({
                atMinutes,
                text: t("exam.minutesLeftSpoken", { count: atMinutes }),
              }))}
            />
          </div>
        </div>
        <SplitPane
          dividerLabel={t("exam.divider")}
          secondLabel={t("exam.writing")}
          storageKey="epreuve.style-guide-split"
          first={
            <Tabs
              isFilling
              label={t("exam.situation")}
              tabs={[
                {
                  id: "situation",
                  label: t("exam.situation"),
                  content: <p className="exam-text">{samples.examText}</p>,
                },
                {
                  id: "document",
                  label: t("exam.yourDocument"),
                  content: <p className="exam-text">{samples.attention}</p>,
                },
                { id: "notes", label: t("exam.yourNotes"), content: <p>{samples.notes}</p> },
              ]}
            />
          }
          second={
            <div className={styles.page}>
              <p className="exam-text">{samples.examText}</p>
            </div>
          }
        />
      </div>
    </Card>
  );
}

function useVideoLabels() {
  const t = useT();
  return {
    speaking: t("rooms.speaking"),
    hand: t("rooms.handRaised"),
    microphoneOff: t("rooms.microphoneOff"),
    noPicture: t("rooms.noVideo"),
  };
}

/** A drawn picture in the place of a camera: the guide asks for no permission. */
function useDrawnStream(): MediaStream {
  const [canvas] = useState(() => Object.assign(document.createElement("canvas"), { width: 320, height: 180 }));
  const [stream] = useState(() => canvas.captureStream(5));

  // A captured canvas gives a frame only when it is drawn again.
  useEffect(() => {
    const pen = canvas.getContext("2d");
    if (pen === null) return;
    const timer = setInterval(() => {
      pen.fillStyle = "#3f6d8f";
      pen.fillRect(0, 0, 320, 180);
      pen.fillStyle = "#dae6f0";
      pen.beginPath();
      pen.arc(160, 75, 30, 0, 7);
      pen.arc(160, 185, 70, 0, 7);
      pen.fill();
    }, 200);
    return () => clearInterval(timer);
  }, [canvas]);

  return stream;
}

export function VideoSection({ samples }: SectionProps): ReactNode {
  const t = useT();
  const labels = useVideoLabels();
  const stream = useDrawnStream();
  return (
    <Card title={samples.sections.video}>
      <div className={styles.tiles}>
        <VideoTile name="Amina Benali" stream={stream} isSpeaking labels={labels} />
        <VideoTile name="Joseph Kabila-Tremblay" stream={null} isHandRaised isMicrophoneOff labels={labels} />
        <VideoTile name="Line Gagnon" stream={null} badge={t("rooms.adviser")} labels={labels} />
      </div>
      <div className="row">
        <Button size="large" icon={<HandIcon />}>
          {t("rooms.raiseHand")}
        </Button>
        <StateTag tone="success">{t("rooms.heardWell")}</StateTag>
      </div>
    </Card>
  );
}

export function MarkingSection({ samples }: SectionProps): ReactNode {
  const [band, setBand] = useState<Band>();
  const [rowBand, setRowBand] = useState<Band | undefined>(3);
  const bands = sampleBands(samples);
  return (
    <Card title={samples.sections.marking}>
      <div className={styles.columns}>
        <BandPicker
          legend={samples.criterion}
          hint={samples.criterionHint}
          bands={bands}
          value={band}
          onChange={setBand}
        />
        <BandPicker legend={samples.criterion} look="row" bands={bands} value={rowBand} onChange={setRowBand} />
      </div>
    </Card>
  );
}

export function DenseSection({ samples }: SectionProps): ReactNode {
  const t = useT();
  const labels = useVideoLabels();
  const [band, setBand] = useState<Band | undefined>(4);
  return (
    <div data-density="dense">
      <Card title={samples.sections.dense} aside='data-density="dense"'>
        <div className={styles.denseTiles}>
          {["Wei Liu", "Amina Benali", "Joseph Kabila", "Fatou Diop"].map((name, index) => (
            <VideoTile key={name} name={name} stream={null} ratio="4 / 3" isSpeaking={index === 1} labels={labels}>
              {index === 0 && (
                <StateTag tone="attention" shape="triangle">
                  22 s
                </StateTag>
              )}
            </VideoTile>
          ))}
        </div>
        <div className="row">
          <Button shortcut="P">{t("desk.speak")}</Button>
          <Button shortcut="C">{t("desk.credit")} +2</Button>
          <Button shortcut="U">{t("desk.pause")}</Button>
          <Button shortcut="O">{t("desk.observation")}</Button>
          <Button shortcut="N">{t("desk.note")}</Button>
        </div>
        <BandPicker
          legend={samples.criterion}
          look="row"
          bands={sampleBands(samples)}
          value={band}
          onChange={setBand}
        />
      </Card>
    </div>
  );
}
