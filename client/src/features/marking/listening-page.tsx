import { useState, type ReactNode } from "react";
import { useNavigate, useParams } from "react-router";
import { mostMoments, stillAsked } from "#shared/domain/marking/moments.ts";
import { languageTag } from "#shared/i18n/locale.ts";
import { formatDate } from "#shared/i18n/dates.ts";
import { listeningTasks, openListening, recordListening, saveListening, type ListeningView } from "#shared/protocol/listening.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { call } from "#client/net/http.ts";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, ConfirmDialog, Disclosure, Notice, PageHeader, useToast } from "#client/ui/index.ts";
import { MomentFields, placedMoments, withChangedMoment, withMoment, withoutMoment } from "./listening-moments.tsx";
import { ListeningPlayer } from "./listening-player.tsx";
import { officeTimeZone } from "./office-time.ts";
import { gridFor, missingIn, Rubric, type RubricDraft } from "./rubric.tsx";
import { useDraftSaving } from "#client/net/use-draft-saving.ts";
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

type Drafts = ListeningView["units"];
function Desk({ taskId, view }: { readonly taskId: string; readonly view: ListeningView }): ReactNode {
  const t = useT();
  const toast = useToast();
  const navigate = useNavigate();
  const { locale } = useLocale();
  const [units, setUnits] = useState<Drafts>(view.units);
  const [newest, setNewest] = useState<number>();
  const [isAsking, setAsking] = useState(false);
  const [hasMissing, setHasMissing] = useState(false);
  const record = useChange(recordListening, [listeningTasks]);
  const [withdrawn, setWithdrawn] = useState<"PART" | "ALL">();
  const saving = useDraftSaving(async (given: Drafts) => {
    try {
      const { asked } = await call(saveListening, { params: { taskId }, body: { units: given } });
      if (given.every(({ unit }) => asked.includes(unit))) return;
      if (!given.some(({ unit }) => asked.includes(unit))) return setWithdrawn("ALL");
      setWithdrawn("PART");
      // What was written since is kept as well.
      setUnits((latest) => stillAsked(latest, asked));
    } catch (error) {
      // Nobody asks for it any more, so there is nothing to try again.
      if (!isWithdrawn(error)) throw error;
      setWithdrawn("ALL");
    }
  });
  const missing = units.flatMap((given) => missingIn(given.unit, given));

  const keep = (next: Drafts): void => {
    setUnits(next);
    setHasMissing(false);
    saving.keep(next);
  };
  const change = (unit: Drafts[number]["unit"], draft: RubricDraft): void =>
    keep(units.map((given) => (given.unit === unit ? { ...given, ...draft, bands: [...draft.bands] } : given)));
  const placed = placedMoments(units);
  const mark = (atMs: number): void => {
    // Pressed twice at one moment: the first comment is there to be written.
    if (placed.length >= mostMoments || placed.some((one) => one.atMs === atMs)) return;
    setNewest(atMs);
    keep(withMoment(units, { atMs, criterion: null, note: "" }));
  };
  const handIn = async (): Promise<void> => {
    await saving.flush().catch(() => undefined);
    record.mutate(
      { params: { taskId }, body: { units } },
      {
        onSuccess: () => {
          toast(t("marking.recorded"), "success");
          void navigate("/correction");
        },
        onError: () => setAsking(false),
      },
    );
  };
  const title = t("marking.recordingCode", { code: view.blindCode });
  if (withdrawn === "ALL" || isWithdrawn(record.error)) return <WithdrawnPage title={title} />;
  return (
    <div className="stack-loose">
      <PageHeader
        title={title}
        lead={t("marking.due", { date: formatDate(locale, view.dueAt, officeTimeZone, "long") })}
        backHref="/correction"
        backLabel={t("marking.backToQueue")}
      />
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
      <RefusalNotice error={record.error} />
      <div>
        <Button variant="primary" onClick={() => (missing.length === 0 ? setAsking(true) : setHasMissing(true))}>
          {t("marking.record")}
        </Button>
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        title={t("marking.recordListeningTitle", { code: view.blindCode })}
        confirmLabel={t("marking.record")}
        cancelLabel={t("common.back")}
        isBusy={record.isPending}
        onCancel={() => setAsking(false)}
        onConfirm={() => void handIn()}
      >
        <p>{t("marking.lockAttended")}</p>
        <p>{t("marking.lockMeans")}</p>
      </ConfirmDialog>
    </div>
  );
}

const unitName = (unit: Drafts[number]["unit"]) =>
  unit.endsWith("CO") ? ("marking.oralComprehension" as const) : ("marking.oralExpression" as const);
