import { useRef, useState, type ReactNode } from "react";
import { useNavigate, useParams } from "react-router";
import { markLimits, tooLongInListening } from "#shared/domain/marking/mark-limits.ts";
import { languageTag } from "#shared/i18n/locale.ts";
import { formatDate } from "#shared/i18n/dates.ts";
import { giveListeningBack, listeningTasks, openListening, recordListening, referListening, type ListeningView } from "#shared/protocol/listening.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, ConfirmDialog, Disclosure, Notice, PageHeader, useToast } from "#client/ui/index.ts";
import { DraftStatus } from "./draft-status.tsx";
import { MomentFields, placedMoments, withChangedMoment, withMoment, withoutMoment } from "./listening-moments.tsx";
import { ListeningPlayer } from "./listening-player.tsx";
import { officeTimeZone } from "./office-time.ts";
import { ReferRecordingDialog } from "./refer-recording-dialog.tsx";
import { gridFor, missingIn, Rubric, type RubricDraft } from "./rubric.tsx";
import { focusTooLong, TooLongNotice } from "./too-long-notice.tsx";
import { useListeningDraft, type ListeningUnits } from "./use-listening-draft.ts";
import { isConflict } from "./use-joined-draft.ts";
import { isWithdrawn, WithdrawnPage } from "./withdrawn-page.tsx";

/** An oral activity marked from its sound. It opens by a press, since each opening is noted in the person's record. */
export function ListeningPage(): ReactNode {
  const t = useT();
  const { taskId = "" } = useParams();
  const open = useChange(openListening, []);
  if (open.data) return <Desk taskId={taskId} view={open.data} />;
  if (isWithdrawn(open.error)) return <WithdrawnPage title={t("marking.listening")} />;
  return (
    <div className="stack">
      <PageHeader title={t("marking.listening")} backHref="/correction" backLabel={t("marking.backToQueue")} />
      <RefusalNotice error={open.error} />
      <Card
        title={t("marking.listenTitle")}
        actions={
          <Button variant="primary" isBusy={open.isPending} onClick={() => open.mutate({ params: { taskId } })}>
            {t("marking.listen")}
          </Button>
        }
      >
        <p>{t("marking.listenNoted")}</p>
      </Card>
    </div>
  );
}

function Desk({ taskId, view }: { readonly taskId: string; readonly view: ListeningView }): ReactNode {
  const t = useT();
  const toast = useToast();
  const navigate = useNavigate();
  const { locale } = useLocale();
  const { units, change: save, withdrawn, ...saving } = useListeningDraft(taskId, view.units);
  const [newest, setNewest] = useState<number>();
  const [asking, setAsking] = useState<"record" | "giveBack" | "refer">();
  const [hasMissing, setHasMissing] = useState(false);
  const record = useChange(recordListening, [listeningTasks]);
  const giveBack = useChange(giveListeningBack, [listeningTasks]);
  const refer = useChange(referListening, [listeningTasks]);
  const desk = useRef<HTMLDivElement>(null);
  const missing = units.flatMap((given) => missingIn(given.unit, given));
  const tooLong = tooLongInListening(units);

  const close = (): void => setAsking(undefined);

  const keep = (next: ListeningUnits): void => {
    setHasMissing(false);
    save(next);
  };
  const change = (unit: ListeningUnits[number]["unit"], draft: RubricDraft): void =>
    keep(units.map((given) => (given.unit === unit ? { ...given, ...draft, bands: [...draft.bands] } : given)));
  const placed = placedMoments(units);
  const mark = (atMs: number): void => {
    // Pressed twice at one moment: the first comment is there to be written.
    if (placed.length >= markLimits.moments || placed.some((one) => one.atMs === atMs)) return;
    setNewest(atMs);
    keep(withMoment(units, { atMs, criterion: null, note: "" }));
  };
  const ask = (): void => {
    if (tooLong.length > 0) return focusTooLong(desk.current);
    if (missing.length === 0) setAsking("record");
    else setHasMissing(true);
  };
  const leave = (words: string): void => {
    toast(words, "success");
    void navigate("/correction");
  };
  const handIn = async (): Promise<void> => {
    // Another page’s words may have been joined while it was asked.
    if (tooLong.length > 0) return close();
    // What was given last is on the server first, so that another page's changes are seen before it is too late.
    if (await saving.flush().catch(() => false)) return close();
    record.mutate(
      { params: { taskId }, body: saving.given() },
      {
        onSuccess: () => leave(t("marking.recorded")),
        onError: (error) => {
          close();
          if (isConflict(error)) void saving.join().catch(() => undefined);
        },
      },
    );
  };
  const referWith = async (note: string): Promise<void> => {
    // What was given so far stays with the recording, for when it comes back.
    await saving.flush().catch(() => undefined);
    refer.mutate({ params: { taskId }, body: { note } }, { onSuccess: () => leave(t("marking.recordingReferred")) });
  };
  const title = t("marking.recordingCode", { code: view.blindCode });
  const refusal = record.error ?? giveBack.error;
  if (withdrawn === "ALL" || isWithdrawn(refusal) || isWithdrawn(refer.error)) return <WithdrawnPage title={title} />;
  return (
    <div ref={desk} className="stack-loose">
      <PageHeader
        title={title}
        lead={t("marking.due", { date: formatDate(locale, view.dueAt, officeTimeZone, "long") })}
        backHref="/correction"
        backLabel={t("marking.backToQueue")}
      />
      {view.answer !== null && (
        <Notice tone="info" role="note" title={t("marking.referralRecordingAnswered")}>
          {view.answer}
        </Notice>
      )}
      <div className="row row-between">
        <p className="quiet small">{t("marking.listenPrivate")}</p>
        <DraftStatus state={saving.state} drafts={units} />
      </div>
      {saving.wasJoined && <Notice tone="attention">{t("marking.joined")}</Notice>}
      {withdrawn === "PART" && <Notice tone="attention">{t("marking.partWithdrawn")}</Notice>}
      <ListeningPlayer
        taskId={taskId}
        view={view}
        onMark={mark}
        moments={placed.map((moment) => ({
          atMs: moment.atMs,
          key: `${moment.atMs}`,
          label: t("marking.momentGo"),
          content: (
            <MomentFields
              units={units.map(({ unit }) => unit)}
              moment={moment}
              isNew={moment.atMs === newest}
              onChange={(after) => keep(withChangedMoment(units, moment, after))}
              onRemove={() => keep(withoutMoment(units, moment))}
            />
          ),
        }))}
      />
      <Disclosure summary={t("marking.situation")}>
        <div lang={languageTag(view.language)}>
          <h3>{view.situation.title}</h3>
          {view.situation.paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </div>
      </Disclosure>
      {units.map((given) => (
        <section key={given.unit} className="stack" aria-label={t(unitName(given.unit))}>
          <h2>{t(unitName(given.unit))}</h2>
          <Rubric
            grid={gridFor(view.grids, given.unit)}
            draft={given}
            onChange={(draft) => change(given.unit, draft)}
            look="row"
          />
        </section>
      ))}
      {hasMissing && missing.length > 0 && <Notice tone="attention">{t("marking.missing", { criteria: missing.join(", ") })}</Notice>}
      <TooLongNotice places={tooLong} wereJoined={saving.wasJoined} />
      <RefusalNotice error={refusal} />
      <div className="row">
        <Button variant="primary" onClick={ask}>
          {t("marking.record")}
        </Button>
        <Button size="small" variant="quiet" onClick={() => setAsking("giveBack")}>
          {t("marking.know")}
        </Button>
        <Button
          size="small"
          variant="quiet"
          onClick={() => {
            refer.reset();
            setAsking("refer");
          }}
        >
          {t("marking.referRecording")}
        </Button>
      </div>
      <ConfirmDialog
        isOpen={asking === "record"}
        title={t("marking.recordListeningTitle", { code: view.blindCode })}
        confirmLabel={t("marking.record")}
        cancelLabel={t("common.back")}
        isBusy={record.isPending}
        onCancel={close}
        onConfirm={() => void handIn()}
      >
        <p>{t("marking.lockAttended")}</p>
        <p>{t("marking.recordMeans")}</p>
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asking === "giveBack"}
        title={t("marking.knowRecordingTitle")}
        confirmLabel={t("marking.knowRecordingConfirm")}
        cancelLabel={t("common.back")}
        isBusy={giveBack.isPending}
        onCancel={close}
        onConfirm={() =>
          giveBack.mutate({ params: { taskId } }, { onSuccess: () => leave(t("marking.recordingWithdrawn")), onError: close })
        }
      >
        <p>{t("marking.knowRecordingMeans")}</p>
      </ConfirmDialog>
      {asking === "refer" && (
        <ReferRecordingDialog isBusy={refer.isPending} error={refer.error} onClose={close} onRefer={(note) => void referWith(note)} />
      )}
    </div>
  );
}

const unitName = (unit: ListeningUnits[number]["unit"]) =>
  unit.endsWith("CO") ? ("marking.oralComprehension" as const) : ("marking.oralExpression" as const);
