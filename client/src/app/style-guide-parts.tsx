import { useEffect, useState, type ReactNode } from "react";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { sampleAt, sampleBands, type Samples } from "#client/app/style-guide-samples.ts";
import styles from "#client/app/style-guide.module.css";
import {
  Badge,
  BandPicker,
  Button,
  Card,
  Clock,
  Disclosure,
  HandIcon,
  Meter,
  ProgressBar,
  ProgressSteps,
  SaveStatus,
  SplitPane,
  StateTag,
  Table,
  Tabs,
  VideoTile,
  type Band,
  type SaveState,
  type SortOrder,
} from "#client/ui/index.ts";
import { formatDate, formatTime } from "#shared/i18n/dates.ts";

type SectionProps = { readonly samples: Samples };
const zone = "America/Toronto";

export function JourneySection({ samples }: SectionProps): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const stateLabels = { done: t("common.stepDone"), current: t("common.stepCurrent"), next: t("common.stepNext") };
  const steps = [
    { id: "data", label: t("accounts.confirmYourData"), state: "done" },
    { id: "session", label: t("scheduling.chooseSession"), state: "done", detail: `${formatDate(locale, sampleAt, zone)}, ${formatTime(locale, sampleAt, zone)}` },
    { id: "check", label: t("journey.checkEquipment"), state: "current", href: "/style-guide" },
    { id: "practice", label: t("journey.practiceExam"), state: "next", detail: t("common.optional") },
    { id: "day", label: t("journey.examDay"), state: "next" },
  ] as const;
  return (
    <>
      <Card
        look="accent"
        title={t("journey.checkEquipment")}
        aside={`${t("common.minutes", { count: 8 })} · ${t("journey.dueBefore", { date: formatDate(locale, sampleAt, zone, "long") })}`}
        actions={<Button variant="primary">{t("journey.startCheck")}</Button>}
      >
        <p>{samples.info}</p>
      </Card>
      <Card title={samples.sections.journey}>
        <ProgressSteps label={t("journey.title")} steps={steps} stateLabels={stateLabels} direction="row" />
        <Disclosure summary={samples.details}>
          <ProgressSteps label={samples.details} steps={steps} stateLabels={stateLabels} />
        </Disclosure>
      </Card>
    </>
  );
}

export function StatesSection({ samples }: SectionProps): ReactNode {
  const t = useT();
  return (
    <Card title={samples.sections.states}>
      <div className="row">
        <Badge>{t("common.modeInPerson")}</Badge>
        <Badge tone="info">{t("common.modeOnline")}</Badge>
        <Badge tone="success">{samples.present}</Badge>
        <Badge tone="attention">{samples.network}</Badge>
        <Badge tone="danger">{t("results.failure")}</Badge>
      </div>
      <div className="row">
        <StateTag tone="success">{samples.present}</StateTag>
        <StateTag tone="info" shape="half">
          {samples.connecting}
        </StateTag>
        <StateTag shape="hollow">{samples.toCome}</StateTag>
        <StateTag tone="attention" shape="triangle">
          {samples.network}
        </StateTag>
        <StateTag shape="square">{samples.ended}</StateTag>
      </div>
      <div className={styles.columns}>
        <Meter label={t("results.writtenExpression")} value={64} cut={60} valueText="64,0" />
        <Meter label={t("results.oralExpression")} value={82} cut={60} tone="success" valueText="82,0" />
        <ProgressBar label={t("marking.queue")} value={3} max={8} valueText={t("marking.position", { position: 3, total: 8 })} />
      </div>
    </Card>
  );
}

type SessionRow = { readonly id: string; readonly at: number; readonly seats: number };
const sessions: readonly SessionRow[] = [0, 7, 21].map((day, index) => ({ id: `S${index + 1}`, at: sampleAt + day * 86_400_000, seats: [3, 0, 8][index] ?? 0 }));

export function TableSection({ samples }: SectionProps): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const [sort, setSort] = useState<SortOrder>({ key: "date", direction: "ascending" });
  const rows = sort.direction === "ascending" ? sessions : [...sessions].reverse();
  return (
    <Card title={samples.sections.table}>
      <Table
        caption={samples.sections.table}
        rows={rows}
        rowKey={(row) => row.id}
        isRowSelected={(row) => row.id === "S1"}
        sort={sort}
        onSort={setSort}
        columns={[
          { key: "session", header: samples.session, cell: (row) => row.id },
          { key: "date", header: samples.date, isSortable: true, cell: (row) => formatDate(locale, row.at, zone) },
          { key: "state", header: samples.state, cell: (row) => (row.seats > 0 ? <StateTag tone="success">{samples.open}</StateTag> : <StateTag shape="square">{samples.full}</StateTag>) },
          { key: "seats", header: samples.seats, align: "end", cell: (row) => row.seats },
          { key: "act", header: t("common.edit"), align: "end", cell: (row) => <Button size="small" aria-label={`${t("common.edit")} ${row.id}`}>{t("common.edit")}</Button> },
        ]}
      />
    </Card>
  );
}

const saveStates: readonly SaveState[] = ["saved", "saving", "kept", "failed"];

export function RoomSection({ samples }: SectionProps): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const [endsAt] = useState(() => Date.now() + 31 * 60_000);
  const [now, setNow] = useState(() => Date.now());
  const saveTexts = { saved: t("common.savedAt", { time: formatTime(locale, sampleAt, zone) }), saving: t("common.saving"), kept: t("common.savedOnDevice"), failed: t("common.saveFailed") };

  // The sample clock runs, as the real one does.
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
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
            <SaveStatus state="saved">{saveTexts.saved}</SaveStatus>
            <Clock
              remainingMs={endsAt - now}
              formatMinutes={(minutes) => t("exam.minutesLeft", { count: minutes })}
              foldLabel={t("exam.hideClock")}
              unfoldLabel={t("exam.showClock")}
              announcements={[15, 5, 1].map((atMinutes) => ({ atMinutes, text: t("exam.minutesLeftSpoken", { count: atMinutes }) }))}
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
                { id: "situation", label: t("exam.situation"), content: <p className="exam-text">{samples.examText}</p> },
                { id: "document", label: t("exam.yourDocument"), content: <p className="exam-text">{samples.attention}</p> },
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
  return { speaking: t("rooms.speaking"), hand: t("rooms.handRaised"), microphoneOff: t("rooms.microphoneOff"), noPicture: t("rooms.noVideo") };
}

export function VideoSection({ samples }: SectionProps): ReactNode {
  const t = useT();
  const labels = useVideoLabels();
  return (
    <Card title={samples.sections.video}>
      <div className={styles.tiles}>
        <VideoTile name="Amina Benali" stream={null} isSpeaking labels={labels} />
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
        <BandPicker legend={samples.criterion} hint={samples.criterionHint} bands={bands} value={band} onChange={setBand} />
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
      <Card title={samples.sections.dense} aside="data-density=&quot;dense&quot;">
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
        <BandPicker legend={samples.criterion} look="row" bands={sampleBands(samples)} value={band} onChange={setBand} />
      </Card>
    </div>
  );
}
