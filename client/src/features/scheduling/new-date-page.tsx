import { useState, type ReactNode } from "react";
import { useParams } from "react-router";
import type { WritingTool } from "#shared/domain/scheduling/session-machine.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { chooseNewDate, newDate } from "#shared/protocol/scheduling.ts";
import { useT } from "#client/app/i18n.tsx";
import { useSessionDates } from "#client/app/use-dates.ts";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, ConfirmDialog, EmptyState, Notice, PageHeader, RadioGroup, TextField, useToast } from "#client/ui/index.ts";

type Given = RouteAnswer<typeof newDate>;
type Offered = Given["sessions"][number];

/** Another date for somebody whose exam came to nothing, chosen with them by whoever received them. */
export function NewDatePage(): ReactNode {
  const { sittingId = "" } = useParams();
  const t = useT();
  const query = useRoute(newDate, { params: { sittingId } });
  return (
    <div className="stack-loose">
      <PageHeader title={t("newdate.title")} lead={query.data && t("newdate.lead", { name: query.data.name })} />
      <Fetched query={query}>{(given) => <NewDate sittingId={sittingId} given={given} />}</Fetched>
    </div>
  );
}

/** The same, beside the call in which it was agreed on. */
export function NewDateCard({ sittingId }: { readonly sittingId: string }): ReactNode {
  const t = useT();
  const query = useRoute(newDate, { params: { sittingId } });
  return (
    <Card title={t("newdate.title")}>
      <Fetched query={query}>{(given) => <NewDate sittingId={sittingId} given={given} />}</Fetched>
    </Card>
  );
}

function NewDate({ sittingId, given }: { readonly sittingId: string; readonly given: Given }): ReactNode {
  const t = useT();
  if (given.booked) return <Booked booked={given.booked} />;
  if (!given.isReleased) return <EmptyState title={t("newdate.notYet")}>{t("newdate.notYetWhy")}</EmptyState>;
  if (given.sessions.length === 0) return <EmptyState title={t("scheduling.none")}>{t("newdate.noneText")}</EmptyState>;
  return <Choosing sittingId={sittingId} given={given} />;
}

function Booked({ booked }: { readonly booked: NonNullable<Given["booked"]> }): ReactNode {
  const t = useT();
  const dates = useSessionDates(booked.timeZone);
  const mode = t(booked.deliveryMode === "ONLINE" ? "common.modeOnline" : "common.modeInPerson");
  const where = booked.deliveryMode === "IN_PERSON" ? ` · ${booked.place}` : "";
  return (
    <Notice role="note" tone="success" title={t("newdate.booked", { when: dates.dateTime(booked.startsAt) })}>
      <p>{`${mode}${where}`}</p>
      <p>{t("newdate.bookedText")}</p>
    </Notice>
  );
}

function Choosing({ sittingId, given }: { readonly sittingId: string; readonly given: Given }): ReactNode {
  const t = useT();
  const toast = useToast();
  const [sessionId, setSessionId] = useState<string>();
  const [tool, setTool] = useState<WritingTool>();
  const [reason, setReason] = useState("");
  const [isTried, setTried] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const choose = useChange(chooseNewDate, [newDate, sittingRecord]);
  const session = given.sessions.find((one) => one.sessionId === sessionId);
  const writingTool = session?.deliveryMode === "ONLINE" ? "KEYBOARD" : tool;
  const isReasoned = reason.trim().length >= 3;
  const ask = (): void => {
    setTried(true);
    if (session && writingTool && isReasoned) setAsked(true);
  };
  const confirm = (): void => {
    if (!session || !writingTool) return;
    const body = { sessionId: session.sessionId, deliveryMode: session.deliveryMode, writingTool, reason: reason.trim() };
    choose.mutate(
      { params: { sittingId }, body },
      { onSuccess: () => toast(t("newdate.done"), "success"), onSettled: () => setAsked(false) },
    );
  };
  return (
    <div className="stack">
      <SessionChoice sessions={given.sessions} value={sessionId} onChange={setSessionId} isMissing={isTried && !session} />
      {session?.deliveryMode === "IN_PERSON" && (
        <RadioGroup<WritingTool>
          legend={t("newdate.tool")}
          look="cards"
          value={tool}
          onChange={setTool}
          options={[
            { value: "KEYBOARD", label: t("scheduling.keyboard") },
            { value: "HANDWRITTEN", label: t("scheduling.handwritten") },
          ]}
          {...(isTried && !tool ? { error: t("newdate.toolMissing") } : {})}
        />
      )}
      <TextField
        label={t("newdate.reason")}
        hint={t("newdate.reasonHint")}
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        {...(isTried && !isReasoned ? { error: t("newdate.reasonMissing") } : {})}
      />
      <RefusalNotice error={choose.error} />
      <p>
        <Button variant="primary" onClick={ask}>
          {t("newdate.choose")}
        </Button>
      </p>
      <ConfirmDialog
        isOpen={isAsked}
        title={t("newdate.confirmTitle", { name: given.name })}
        confirmLabel={t("newdate.choose")}
        cancelLabel={t("common.cancel")}
        isBusy={choose.isPending}
        onConfirm={confirm}
        onCancel={() => setAsked(false)}
      >
        {session && <SessionLine session={session} />}
        <p>{t("newdate.confirmText")}</p>
      </ConfirmDialog>
    </div>
  );
}

function SessionChoice({
  sessions,
  value,
  onChange,
  isMissing,
}: {
  readonly sessions: readonly Offered[];
  readonly value: string | undefined;
  readonly onChange: (sessionId: string) => void;
  readonly isMissing: boolean;
}): ReactNode {
  const t = useT();
  const hintOf = ({ deliveryMode, place, freeSeats, needsConsent }: Offered): string =>
    [
      ...(deliveryMode === "IN_PERSON" ? [place] : []),
      t("scheduling.seatsLeft", { count: freeSeats }),
      ...(needsConsent ? [t("newdate.needsConsent")] : []),
    ].join(" · ");
  return (
    <RadioGroup
      legend={t("newdate.sessions")}
      look="cards"
      value={value}
      onChange={onChange}
      options={sessions.map((session) => ({
        value: session.sessionId,
        label: <SessionLine session={session} />,
        hint: hintOf(session),
        isDisabled: session.freeSeats === 0 || session.needsConsent,
      }))}
      {...(isMissing ? { error: t("newdate.sessionMissing") } : {})}
    />
  );
}

function SessionLine({ session }: { readonly session: Offered }): ReactNode {
  const t = useT();
  const dates = useSessionDates(session.timeZone);
  const mode = t(session.deliveryMode === "ONLINE" ? "common.modeOnline" : "common.modeInPerson");
  return `${dates.dateTime(session.startsAt)} · ${mode}`;
}
