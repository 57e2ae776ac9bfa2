import type { ReactNode } from "react";
import * as conduct from "#shared/protocol/conduct.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { useChange } from "#client/net/query.ts";
import { Button, Link } from "#client/ui/index.ts";
import type { Act } from "./acts.ts";
import { addresses } from "./addresses.ts";
import type { Words } from "./board-words.ts";

/** What is done to those chosen, or to everybody. */
export function GroupTools({
  board,
  words: { t },
  picked,
  onAct,
  onClear,
}: {
  readonly board: RouteAnswer<typeof conduct.sessionBoard>;
  readonly words: Words;
  readonly picked: readonly string[];
  readonly onAct: (act: Act) => void;
  readonly onClear: () => void;
}): ReactNode {
  const { session, sittings, hold } = board;
  const sittingIds = picked.length > 0 ? picked : null;
  const isMeant = ({ sittingId }: { readonly sittingId: string }): boolean => picked.length === 0 || picked.includes(sittingId);
  const meant = sittings.filter(isMeant);
  const hasClock = meant.some(({ runs }) => runs.some(({ state }) => state === "OPEN" || state === "INTERRUPTED"));
  const isPaused = meant.some(({ state }) => state === "INTERRUPTED");
  const isUnderWay = session.state === "IN_PROGRESS";
  const resume = useChange(conduct.resumeSittings, [conduct.sessionBoard, sittingRecord]);
  return (
    <div className="row row-end" role="group" aria-label={t("desk.groupTools")}>
      {sittingIds && (
        <>
          <strong>{t("desk.picked", { count: picked.length })}</strong>
          <Button variant="quiet" onClick={onClear}>
            {t("desk.clearPicked")}
          </Button>
        </>
      )}
      <Link href={addresses.report(session.sessionId)}>{t("log.report")}</Link>
      <Link href={addresses.rules(session.sessionId)}>{t("lockdown.title")}</Link>
      <Link href={addresses.examBrowser(session.sessionId)}>{t("seb.title")}</Link>
      {session.deliveryMode === "IN_PERSON" && <Link href={addresses.paper}>{t("inperson.title")}</Link>}
      {hasClock && (
        <Button onClick={() => onAct({ kind: "credit", sittingIds })}>
          {t(sittingIds ? "desk.credit" : "desk.creditAll")}
        </Button>
      )}
      {sittingIds && meant.some(({ state }) => state === "IN_PROGRESS") && (
        <Button onClick={() => onAct({ kind: "pause", sittingIds })}>{t("desk.pause")}</Button>
      )}
      {isPaused && !hold && (
        <Button
          isBusy={resume.isPending}
          onClick={() =>
            resume.mutate({
              params: { sessionId: session.sessionId },
              body: { sittingIds: sittingIds && [...sittingIds] },
            })
          }
        >
          {t(sittingIds ? "desk.resume" : "desk.resumeAll")}
        </Button>
      )}
      {sittings.length > 0 && session.state !== "HELD" && session.state !== "CANCELLED" && (
        <Button shortcut="M" onClick={() => onAct({ kind: "broadcast", sittingIds })}>
          {t(sittingIds ? "desk.broadcastSome" : "desk.broadcast")}
        </Button>
      )}
      {isUnderWay && !hold && (
        <Button variant="danger" shortcut="G" onClick={() => onAct({ kind: "hold" })}>
          {t("desk.hold")}
        </Button>
      )}
      <Button variant="quiet" shortcut="?" onClick={() => onAct({ kind: "shortcuts" })}>
        {t("desk.shortcuts")}
      </Button>
    </div>
  );
}
