import type { ReactNode } from "react";
import { paperSessions, recordArrival, type PaperPerson } from "#shared/protocol/paper.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, LinkButton, useToast } from "#client/ui/index.ts";
import { paperAddresses } from "./addresses.ts";
import styles from "./paper.module.css";

export type PaperAct =
  | { readonly kind: "identity"; readonly person: PaperPerson }
  | { readonly kind: "code"; readonly person: PaperPerson; readonly timeZone: string }
  | { readonly kind: "collect"; readonly person: PaperPerson; readonly activity: "READING" | "WRITING" };

export interface PersonActionsProps {
  readonly person: PaperPerson;
  readonly timeZone: string;
  readonly onAct: (act: PaperAct) => void;
}

/** What can be done for somebody now; the first button is the next thing. */
export function PersonActions({ person, timeZone, onAct }: PersonActionsProps): ReactNode {
  const t = useT();
  const showToast = useToast();
  const arrival = useChange(recordArrival, [paperSessions]);
  const { sittingId, state, name } = person;
  if (state === "SCHEDULED") {
    const receive = (): void =>
      arrival.mutate(
        { params: { sittingId } },
        { onSuccess: () => showToast(t("inperson.arrivalDone", { name }), "success") },
      );
    return (
      <div className={styles.doing}>
        <Button variant="primary" isBusy={arrival.isPending} onClick={receive}>
          {t("inperson.recordArrival")}
        </Button>
        <RefusalNotice error={arrival.error} />
      </div>
    );
  }
  if (state === "WAITING")
    return (
      <div className={styles.doing}>
        <Button variant="primary" onClick={() => onAct({ kind: "identity", person })}>
          {t("inperson.checkIdentity")}
        </Button>
      </div>
    );
  if (person.isReleased)
    return (
      <div className={styles.doing}>
        <LinkButton variant="primary" href={paperAddresses.newDate(sittingId)}>
          {t("newdate.link")}
        </LinkButton>
      </div>
    );
  const isUnderWay = state === "IDENTITY_CONFIRMED" || state === "IN_PROGRESS" || state === "INTERRUPTED";
  if (person.writingTool === "HANDWRITTEN") return <HandwrittenActions person={person} onAct={onAct} />;
  return (
    <div className={styles.doing}>
      {isUnderWay ? (
        <>
          <Button
            variant={person.lastSeenAt === null ? "primary" : "secondary"}
            onClick={() => onAct({ kind: "code", person, timeZone })}
          >
            {t("inperson.giveCode")}
          </Button>
          {person.lastSeenAt !== null && (
            <LinkButton variant="quiet" href={paperAddresses.rescue(sittingId)}>
              {t("rescue.link")}
            </LinkButton>
          )}
        </>
      ) : (
        <span className="quiet">{t("inperson.nothingToDo")}</span>
      )}
    </div>
  );
}

const isRunning = (state: string): boolean => state === "OPEN" || state === "INTERRUPTED";

function HandwrittenActions({ person, onAct }: Omit<PersonActionsProps, "timeZone">): ReactNode {
  const t = useT();
  const { sittingId, runs, isReadingSealed, isWritingSealed, scans } = person;
  const toKeyIn = runs.READING === "COMPLETED" && !isReadingSealed;
  const toTranscribe = runs.WRITING === "COMPLETED" && !isWritingSealed && !person.awaitsCheck;
  const isIdle = !isRunning(runs.READING ?? "") && !isRunning(runs.WRITING ?? "") && !toKeyIn && !toTranscribe && !person.awaitsCheck;
  return (
    <div className={styles.doing}>
      {isRunning(runs.READING ?? "") && (
        <>
          <LinkButton variant="primary" href={paperAddresses.kit(sittingId, "READING")}>
            {t("inperson.printReading")}
          </LinkButton>
          <Button onClick={() => onAct({ kind: "collect", person, activity: "READING" })}>
            {t("inperson.collectReading")}
          </Button>
        </>
      )}
      {isRunning(runs.WRITING ?? "") && (
        <>
          <LinkButton variant="primary" href={paperAddresses.kit(sittingId, "WRITING")}>
            {t("inperson.printWriting")}
          </LinkButton>
          <Button onClick={() => onAct({ kind: "collect", person, activity: "WRITING" })}>
            {t("inperson.collectWriting")}
          </Button>
        </>
      )}
      {toKeyIn && <LinkButton href={paperAddresses.keying(sittingId)}>{t("inperson.keyReading")}</LinkButton>}
      {toTranscribe && (
        <LinkButton variant={toKeyIn ? "secondary" : "primary"} href={paperAddresses.text(sittingId)}>
          {t("inperson.transcribe")} · {t("inperson.scansCount", { count: scans })}
        </LinkButton>
      )}
      {person.mayCheck && (
        <LinkButton variant={toKeyIn ? "secondary" : "primary"} href={paperAddresses.text(sittingId)}>
          {t("inperson.check")}
        </LinkButton>
      )}
      {person.awaitsCheck && !person.mayCheck && (
        <LinkButton variant="quiet" href={paperAddresses.text(sittingId)}>
          {t("inperson.awaitsCheck")}
        </LinkButton>
      )}
      {isIdle && (
        <span className="quiet">
          {t(person.state === "IDENTITY_CONFIRMED" ? "inperson.waitForReading" : "inperson.nothingToDo")}
        </span>
      )}
    </div>
  );
}
