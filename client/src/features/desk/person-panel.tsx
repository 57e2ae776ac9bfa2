import type { ReactNode } from "react";
import * as conduct from "#shared/protocol/conduct.ts";
import type { BoardSitting } from "#shared/protocol/conduct.ts";
import { statesUnderWay } from "#shared/domain/sitting/sitting-machine.ts";
import { isTerminal, isUnderWay as isRunUnderWay, runStatesOf } from "#shared/domain/sitting/run-states.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Disclosure, LinkButton, useToast } from "#client/ui/index.ts";
import type { Act } from "./acts.ts";
import { addresses } from "./addresses.ts";
import { useBreak } from "./use-break.ts";
import { clockWords, connectionWords, isIdentityAsked, savedWords, sideWords, type Words } from "./board-words.ts";
import { Conversation } from "./conversation.tsx";
import { EndRequest } from "./end-request.tsx";
import { ReaderLine } from "./reader-line.tsx";
import styles from "./board.module.css";

export interface PersonPanelProps {
  readonly sessionId: string;
  readonly deliveryMode: "ONLINE" | "IN_PERSON";
  readonly sitting: BoardSitting;
  readonly words: Words;
  readonly onAct: (act: Act) => void;
  readonly record: ReactNode;
  readonly incidents: ReactNode;
  readonly stage?: ReactNode;
}

/** One person: what is known, what can be done, and the very record that the person reads. */
export function PersonPanel({
  sessionId,
  deliveryMode,
  sitting,
  words,
  onAct,
  record,
  incidents,
  stage,
}: PersonPanelProps): ReactNode {
  const { t } = words;
  return (
    <section className={styles.panel} aria-label={sitting.name}>
      <header className="row row-between">
        <h2>{sitting.name}</h2>
        <span className="quiet">
          {t("desk.document", { letter: sitting.documentLetter })} ·{" "}
          {t(sitting.writingTool === "KEYBOARD" ? "desk.atKeyboard" : "desk.byHand")}
        </span>
      </header>
      {stage}
      <Conversation sitting={sitting} words={words} fieldId={conversationField} />
      <p className="numbers">
        {t(`desk.state.${sitting.state}`)} · {connectionWords(words, sitting)} · {savedWords(words, sitting)}
        {sitting.battery !== null && ` · ${t("desk.battery", { percent: sitting.battery })}`}
        {sideWords(words, sitting)}
      </p>
      {sitting.seatRequestedAt !== null && <p role="status">{t("desk.seatRequested")}</p>}
      {sitting.isFrozen && <p role="status">{t("desk.frozen")}</p>}
      <EndRequest sitting={sitting} words={words} />
      <ul className={styles.facts} aria-label={t("desk.activities")}>
        {sitting.runs.map((run) => (
          <li key={run.runId}>
            <strong>{t(`record.activity.${run.activity}`)}</strong>
            <span className="numbers">{clockWords(words, run)}</span>
          </li>
        ))}
      </ul>
      <Granted sitting={sitting} words={words} />
      <ReaderLine key={sitting.sittingId} sitting={sitting} words={words} />
      <Actions sessionId={sessionId} deliveryMode={deliveryMode} sitting={sitting} words={words} onAct={onAct} />
      {incidents}
      <Disclosure summary={t("record.title")} isOpenAtFirst>
        {record}
      </Disclosure>
    </section>
  );
}

/** The field that one key leads to. */
export const conversationField = "desk-conversation";

/** What one key presses. */
export const incidentButton = "desk-incident";

/** What the adviser has to give because it was granted; the reasons for it are nobody's here. */
function Granted({ sitting: { granted }, words: { t } }: Pick<PersonPanelProps, "sitting" | "words">): ReactNode {
  const { breaks, readAloud, hasCaptions } = granted;
  const given = [
    breaks && t("desk.grantedBreaks", { left: breaks.count - breaks.taken, count: breaks.count, minutes: breaks.minutes }),
    readAloud.length > 0 &&
      t("desk.grantedReader", { activities: readAloud.map((one) => t(`record.activity.${one}`)).join(", ") }),
    hasCaptions && t("desk.grantedCaptions"),
  ].filter((one) => typeof one === "string");
  return given.length === 0 ? null : <p>{t("desk.granted", { what: given.join("; ") })}</p>;
}

function Actions({
  sessionId,
  deliveryMode,
  sitting,
  words,
  onAct,
}: Omit<PersonPanelProps, "record" | "incidents" | "stage">): ReactNode {
  const { t } = words;
  const showToast = useToast();
  const { sittingId, state, runs, readiness } = sitting;
  const open = useChange(conduct.openActivity, [conduct.sessionBoard, sittingRecord]);
  const resume = useChange(conduct.resumeSittings, [conduct.sessionBoard, sittingRecord]);
  const { start: startBreak, end: endBreak, run: breakRun, isOn: isOnBreak } = useBreak(sitting);
  const isUnderWay = statesUnderWay.includes(state);
  const hasClock = runs.some((run) => isRunUnderWay(run.state));
  const openOne = (activity: "READING" | "WRITING"): void =>
    open.mutate({ params: { sessionId, activity }, body: { sittingIds: [sittingId] } });
  const resumeOne = (): void =>
    resume.mutate(
      { params: { sessionId }, body: { sittingIds: [sittingId] } },
      { onSuccess: () => showToast(t("desk.resumeDone"), "success") },
    );
  const states = runStatesOf(runs);
  const isDiscussionNext = isTerminal(states.READING) && !isTerminal(states.DISCUSSION);
  const isInterviewNext = isTerminal(states.WRITING) && !isTerminal(states.INTERVIEW);
  return (
    <div className="stack">
      <div className="row" role="group" aria-label={t("desk.actions")}>
        {state === "WAITING" && deliveryMode === "ONLINE" && (
          <LinkButton variant="primary" href={addresses.checkIn(sessionId, sittingId)}>
            {t("desk.callPerson")}
          </LinkButton>
        )}
        {sitting.seatRequestedAt !== null && (
          <LinkButton variant="primary" href={addresses.checkIn(sessionId, sittingId)}>
            {t("desk.readmit")}
          </LinkButton>
        )}
        {deliveryMode === "ONLINE" && sitting.seatRequestedAt === null && isUnderWay && (
          <LinkButton variant={isIdentityAsked(sitting) ? "primary" : "quiet"} href={addresses.checkIn(sessionId, sittingId)}>
            {t("desk.callAgain")}
          </LinkButton>
        )}
        {state === "WAITING" && deliveryMode === "IN_PERSON" && (
          <Button variant="primary" onClick={() => onAct({ kind: "identity", sittingId })}>
            {t("desk.recordIdentity")}
          </Button>
        )}
        {sitting.recheck && (
          <Button variant="primary" shortcut="R" onClick={() => onAct({ kind: "recheck", sittingId })}>
            {t("look.recheck")}
          </Button>
        )}
        {readiness.READING === "READY" && (
          <Button isBusy={open.isPending} onClick={() => openOne("READING")}>
            {t("desk.openReadingOne")}
          </Button>
        )}
        {readiness.WRITING === "READY" && (
          <Button isBusy={open.isPending} onClick={() => openOne("WRITING")}>
            {t("desk.openWritingOne")}
          </Button>
        )}
        {isUnderWay && isDiscussionNext && (
          <LinkButton href={addresses.discussion(sessionId)}>{t("desk.joinDiscussion")}</LinkButton>
        )}
        {isUnderWay && isInterviewNext && (
          <LinkButton href={addresses.interview(sessionId, sittingId)}>{t("desk.joinInterview")}</LinkButton>
        )}
        {hasClock && (
          <Button shortcut="C" onClick={() => onAct({ kind: "credit", sittingIds: [sittingId] })}>
            {t("desk.credit")}
          </Button>
        )}
        {state === "IN_PROGRESS" && (
          <Button shortcut="U" onClick={() => onAct({ kind: "pause", sittingIds: [sittingId] })}>
            {t("desk.pause")}
          </Button>
        )}
        {state === "INTERRUPTED" && (
          <Button shortcut="U" isBusy={resume.isPending} onClick={resumeOne}>
            {t("desk.resume")}
          </Button>
        )}
        {breakRun && (
          <Button shortcut="B" isBusy={startBreak.isPending || endBreak.isPending} onClick={breakRun}>
            {t(isOnBreak ? "desk.breakEnd" : "desk.breakStart")}
          </Button>
        )}
        <Button shortcut="O" onClick={() => onAct({ kind: "observation", sittingId })}>
          {t("desk.observation")}
        </Button>
        <Button shortcut="N" onClick={() => onAct({ kind: "note", sittingId })}>
          {t("desk.note")}
        </Button>
        {isUnderWay && (
          <Button variant="quiet" onClick={() => onAct({ kind: "end", sittingId })}>
            {t("desk.endActivity")}
          </Button>
        )}
        {state !== "SCHEDULED" && state !== "WAITING" && (
          <LinkButton variant="quiet" href={addresses.rescue(sittingId)}>
            {t("rescue.link")}
          </LinkButton>
        )}
        {sitting.isReleased && (
          <LinkButton variant="primary" href={addresses.newDate(sittingId)}>
            {t("newdate.link")}
          </LinkButton>
        )}
        {(state === "SCHEDULED" || state === "WAITING") && (
          <Button variant="quiet" onClick={() => onAct({ kind: "absent", sittingId })}>
            {t("desk.markAbsent")}
          </Button>
        )}
        {(state === "WAITING" || state === "IDENTITY_CONFIRMED") && (
          <Button variant="quiet" onClick={() => onAct({ kind: "postpone", sittingId })}>
            {t("desk.postpone")}
          </Button>
        )}
      </div>
      <RefusalNotice error={open.error ?? resume.error ?? startBreak.error ?? endBreak.error} />
    </div>
  );
}
