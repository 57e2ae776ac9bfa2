import { useCallback, type ReactNode, type RefObject } from "react";
import { listeningVoice, type ListeningView } from "#shared/protocol/listening.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { call } from "#client/net/http.ts";
import { useFiles } from "#client/net/use-files.ts";
import { Button, Notice, Skeleton } from "#client/ui/index.ts";
import { ClockedPlayer, type PlayedMoment } from "#client/ui/clocked-player.tsx";

/** Several voices on one clock: they begin, jump and change speed together. */
export interface ListeningPlayerProps {
  readonly taskId: string;
  readonly view: Pick<ListeningView, "voices" | "durationMs">;
  /** Comments on moments, with their fields where they are being written. */
  readonly moments: readonly PlayedMoment[];
  /** None where nothing is added to them. */
  readonly onMark?: (atMs: number) => void;
  /** The part of the page in which its keys count; the player itself by default. */
  readonly keysIn?: RefObject<HTMLElement | null>;
}

export function ListeningPlayer({ taskId, view, moments, onMark, keysIn }: ListeningPlayerProps): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const count = view.voices.length;
  const load = useCallback(
    (signal: AbortSignal) =>
      Promise.all(
        Array.from({ length: count }, async (_, index) => {
          const sound = await call(listeningVoice, { params: { taskId, index } }, { signal });
          return sound instanceof Blob ? sound : undefined;
        }),
      ),
    [taskId, count],
  );
  const { files: sounds, retry } = useFiles(load);
  if (sounds === "failed")
    return <Notice tone="attention" title={t("marking.soundFailed")} actions={<Button onClick={retry}>{t("common.retry")}</Button>} />;
  if (sounds === undefined) return <Skeleton label={t("common.loading")} look="card" />;
  const tracks = view.voices.map(({ speaker, number, speech, isDamaged }, index) => ({
    key: `${speaker}${number}`,
    label: t(`marking.speaker.${speaker}`, { number }),
    sound: sounds[index] ?? "",
    speech,
    note: isDamaged ? t("marking.damaged") : undefined,
  }));
  return (
    <ClockedPlayer
      tracks={tracks}
      leadKey={tracks[view.voices.findIndex(({ speaker }) => speaker === "EVALUATED")]?.key}
      durationMs={view.durationMs}
      locale={locale}
      moments={moments}
      onMark={onMark}
      keysIn={keysIn}
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
        keys: t(onMark ? "marking.playerKeys" : "corrections.playerKeys"),
        moments: t("marking.moments"),
        mark: t("marking.markMoment"),
      }}
    />
  );
}
