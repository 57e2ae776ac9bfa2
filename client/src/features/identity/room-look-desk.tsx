import { useEffect, useRef, useState, type ReactNode } from "react";
import type { Headset, RoomStep } from "#shared/domain/identity/room-look.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { beginRoomLook, noteRoomStep, roomLooks, type RoomLookView } from "#shared/protocol/room-look.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, Skeleton, TextAreaField } from "#client/ui/index.ts";
import { EndLook } from "./end-look.tsx";
import styles from "./room-look.module.css";
import { RoomLookLines } from "./room-look-record.tsx";

export interface RoomLookDeskProps {
  readonly sittingId: string;
  readonly titleLevel?: 2 | 3;
  /** Beside the record of an exam that goes on, what was noted is one press away. */
  readonly isFolded?: boolean;
  /** Where the look moves on the page as it begins: whoever began it there is led to it. */
  readonly isJustBegun?: boolean;
  readonly onBegin?: () => void;
}

/** The list is read out one line at a time; the person's page shows the same line. */
export function RoomLookDesk({ sittingId, titleLevel = 2, isFolded = false, isJustBegun = false, onBegin }: RoomLookDeskProps): ReactNode {
  const t = useT();
  const query = useRoute(roomLooks, { params: { sittingId } }, { topics: [topicOf.sitting(sittingId)] });
  const begin = useChange(beginRoomLook, [roomLooks]);
  if (query.data === undefined)
    return query.isError ? <RefusalNotice error={query.error} /> : <Skeleton label={t("common.loading")} lines={2} />;
  const { looks, mayBegin } = query.data;
  const [look] = looks;
  // Somebody who is not there yet, or whose exam is over, has a room that nobody looks at.
  if (!look && !mayBegin) return null;
  const isUnderWay = look !== undefined && look.now !== null;
  const start = (): void => {
    onBegin?.();
    begin.mutate({ params: { sittingId } });
  };
  return (
    <Card
      title={t("roomlook.title")}
      titleLevel={titleLevel}
      look="flat"
      className={(isUnderWay && styles.underWay) || ""}
    >
      <div className="stack">
        {!look && <p className="quiet small">{t("roomlook.lead")}</p>}
        {look && <RoomLookLines look={look} timeZone={query.data.timeZone} isFolded={isFolded} />}
        {isUnderWay && look.now !== null && (
          <StepForm key={look.lookId} sittingId={sittingId} look={look} step={look.now} isJustBegun={isJustBegun || begin.isSuccess} />
        )}
        <RefusalNotice error={begin.error} />
        {!isUnderWay && mayBegin && (
          <div className="row">
            <Button isBusy={begin.isPending} onClick={start}>
              {t(look ? "roomlook.again" : "roomlook.begin")}
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
}

/** As a stable reference, so that it is called when the control appears and not again. */
const focus = (control: HTMLElement | null): void => control?.focus();

function StepForm({
  sittingId,
  look,
  step,
  isJustBegun,
}: {
  readonly sittingId: string;
  readonly look: RoomLookView;
  readonly step: RoomStep;
  readonly isJustBegun: boolean;
}): ReactNode {
  const t = useT();
  const [note, setNote] = useState<string>();
  const [hasClosedNote, setClosedNote] = useState(false);
  const record = useChange(noteRoomStep, [roomLooks, sittingRecord]);
  const closeNote = (): void => {
    setNote(undefined);
    setClosedNote(true);
  };
  const send = (isWell: boolean, headset?: Headset): void =>
    record.mutate(
      {
        params: { sittingId, lookId: look.lookId },
        body: { step, isWell, note: (note ?? "").trim(), ...(headset && { headset }) },
      },
      { onSuccess: () => !isWell && closeNote() },
    );
  const section = useRef<HTMLElement>(null);
  const hasActed = isJustBegun || record.isSuccess;
  // What begins, and each line that is noted, moves the point: whoever reads out never has to look for it.
  useEffect(() => {
    if (hasActed) section.current?.scrollIntoView({ block: "nearest" });
  }, [hasActed, step]);
  return (
    <section className="stack" aria-label={t("roomlook.now")} ref={section}>
      <p className="quiet small">
        {t("roomlook.readAloud", { place: String(look.steps.indexOf(step) + 1), count: String(look.steps.length) })}
      </p>
      <p>
        <strong>{t(`roomlook.step.${step}`)}</strong>
        <br />
        {t(`roomlook.ask.${step}`)}
      </p>
      {note !== undefined && (
        <TextAreaField
          label={t("roomlook.note")}
          hint={t("roomlook.noteHint")}
          rows={2}
          maxLength={300}
          ref={focus}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      )}
      <RefusalNotice error={record.error} />
      <div className="row">
        {note === undefined ? (
          <>
            <Button
              variant="primary"
              ref={hasClosedNote ? focus : undefined}
              isBusy={record.isPending}
              onClick={() => send(true, step === "HEADSET" ? "ACCEPTED" : undefined)}
            >
              {t(step === "HEADSET" ? "roomlook.headset.ACCEPTED" : "roomlook.well")}
            </Button>
            {step === "HEADSET" && (
              <Button isBusy={record.isPending} onClick={() => send(true, "NONE")}>
                {t("roomlook.headset.NONE")}
              </Button>
            )}
            <Button onClick={() => setNote("")}>{t("roomlook.toNote")}</Button>
            <EndLook sittingId={sittingId} look={look} />
          </>
        ) : (
          <>
            <Button variant="primary" disabled={note.trim() === ""} isBusy={record.isPending} onClick={() => send(false)}>
              {t("roomlook.record")}
            </Button>
            <Button variant="quiet" onClick={closeNote}>
              {t("common.cancel")}
            </Button>
          </>
        )}
      </div>
    </section>
  );
}
