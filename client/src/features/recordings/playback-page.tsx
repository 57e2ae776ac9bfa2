import { useCallback, useState, type FormEvent, type ReactNode } from "react";
import { useParams } from "react-router";
import { isObservationKind } from "#shared/domain/integrity/observation-kinds.ts";
import { oralActivities, type OralActivity } from "#shared/domain/marking/units.ts";
import { openPlayback, playbackFilm, playbackVoice, type PlaybackView } from "#shared/protocol/recordings.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { call } from "#client/net/http.ts";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { useFiles } from "#client/net/use-files.ts";
import { Button, Card, EmptyState, Notice, PageHeader, Skeleton, TextAreaField } from "#client/ui/index.ts";
import { ClockedPlayer } from "#client/ui/clocked-player.tsx";

/** A recording opened by the directorate. It opens with a written reason, since each opening is in the person's record. */
export function PlaybackPage(): ReactNode {
  const t = useT();
  const { sittingId = "", activity: given = "" } = useParams();
  const activity = oralActivities.find((known) => known === given);
  const open = useChange(openPlayback, []);
  const [reason, setReason] = useState("");
  if (!activity) return <EmptyState title={t("errors.NOT_FOUND")} />;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    open.mutate({ params: { sittingId, activity }, body: { reason } });
  };
  return (
    <div className="stack-loose">
      <PageHeader title={t(`kept.activity.${activity}`)} backHref="/enregistrements" backLabel={t("kept.title")} />
      {open.data ? (
        <Opened sittingId={sittingId} activity={activity} view={open.data} />
      ) : (
        <Card title={t("kept.openTitle")}>
          <form className="stack" onSubmit={submit} noValidate>
            <p>{t("kept.openNoted")}</p>
            <TextAreaField label={t("kept.reason")} rows={2} maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} />
            <RefusalNotice error={open.error} />
            <p>
              <Button type="submit" variant="primary" isBusy={open.isPending}>
                {t("kept.open")}
              </Button>
            </p>
          </form>
        </Card>
      )}
    </div>
  );
}

interface OpenedProps {
  readonly sittingId: string;
  readonly activity: OralActivity;
  readonly view: PlaybackView;
}

function Opened({ sittingId, activity, view }: OpenedProps): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const { people, durationMs, moments } = view;
  // First every sound, then every picture, in the order of the people.
  const load = useCallback(
    (signal: AbortSignal) => {
      const params = (person: number) => ({ params: { sittingId, activity, person } });
      const sounds = people.map((_one, person) => call(playbackVoice, params(person), { signal }));
      const pictures = people.map(({ hasPicture }, person) => (hasPicture ? call(playbackFilm, params(person), { signal }) : undefined));
      return Promise.all([...sounds, ...pictures].map(async (asked) => {
        const got = await asked;
        return got instanceof Blob ? got : undefined;
      }));
    },
    [sittingId, activity, people],
  );
  const { files, retry } = useFiles(load);
  if (files === "failed")
    return <Notice tone="attention" title={t("marking.soundFailed")} actions={<Button onClick={retry}>{t("common.retry")}</Button>} />;
  if (files === undefined) return <Skeleton label={t("common.loading")} look="card" />;
  const tracks = people.map(({ name, speech, isDamaged }, index) => ({
    key: String(index),
    label: name,
    sound: files[index] ?? "",
    picture: files[people.length + index],
    speech,
    note: isDamaged ? t("marking.damaged") : undefined,
  }));
  return (
    <ClockedPlayer
      tracks={tracks}
      leadKey={String(Math.max(0, people.findIndex(({ isEvaluated }) => isEvaluated)))}
      durationMs={durationMs}
      moments={moments.map(({ atMs, kind, name, text }) => ({
        atMs,
        label: isObservationKind(kind) ? `${t(`record.kind.${kind}`)} (${name})` : t("kept.prompt", { name, text }),
      }))}
      locale={locale}
      words={{
        player: t("marking.player"),
        play: t("marking.play"),
        pause: t("marking.pause"),
        back: t("marking.back10"),
        forward: t("marking.forward10"),
        previousTurn: t("marking.previousTurn"),
        nextTurn: t("marking.nextTurn"),
        turnsOf: t("marking.turnsOf"),
        speed: t("marking.speed"),
        position: t("marking.positionLabel"),
        keys: t("marking.playerKeys"),
        moments: t("kept.moments"),
      }}
    />
  );
}
