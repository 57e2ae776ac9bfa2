import { useRef, type ReactNode } from "react";
import { clockText } from "#shared/domain/marking/moments.ts";
import type { OwnMarkView } from "#shared/protocol/corrections.ts";
import { listenAgain } from "#shared/protocol/listening.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card } from "#client/ui/index.ts";
import { ListeningPlayer } from "../listening-player.tsx";

export interface ListenAgainProps {
  readonly recording: NonNullable<OwnMarkView["recording"]>;
  /** What was said of moments when the mark was given: read here, and changed no more. */
  readonly moments: OwnMarkView["moments"];
}

/** As a stable reference, so that it is called when the heading appears and not again. */
const focus = (heading: HTMLElement | null): void => heading?.focus();

/** What was heard to give the mark, once more. It opens by a press, since each opening is noted in the person's record. */
export function ListenAgain({ recording: { taskId, isKept }, moments }: ListenAgainProps): ReactNode {
  const t = useT();
  const open = useChange(listenAgain, []);
  const part = useRef<HTMLElement>(null);
  const said = moments.map(({ atMs, criterion, note }) => ({ atMs, label: criterion === null ? note : `${criterion} · ${note}` }));
  const isGone = !isKept || open.data?.voices.length === 0;
  if (open.data && !isGone)
    return (
      <section ref={part} className="stack">
        {/* In the place of the button that was pressed; from there on the keys of the player count. */}
        <h2 ref={focus} tabIndex={-1}>
          {t("corrections.recording")}
        </h2>
        <ListeningPlayer taskId={taskId} view={open.data} moments={said} keysIn={part} />
      </section>
    );
  return (
    <Card
      title={t("corrections.recording")}
      actions={
        !isGone && (
          <Button isBusy={open.isPending} onClick={() => open.mutate({ params: { taskId } })}>
            {t("corrections.listenAgain")}
          </Button>
        )
      }
    >
      <p role="status">{t(isGone ? "corrections.recordingGone" : "marking.listenNoted")}</p>
      {said.length > 0 && (
        <>
          <h3>{t("marking.moments")}</h3>
          <ul>
            {said.map(({ atMs, label }) => (
              <li key={`${atMs}-${label}`}>
                <span className="numbers">{clockText(atMs)}</span> {label}
              </li>
            ))}
          </ul>
        </>
      )}
      <RefusalNotice error={open.error} />
    </Card>
  );
}
