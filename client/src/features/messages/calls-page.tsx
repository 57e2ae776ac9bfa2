import { useState, type FormEvent, type ReactNode } from "react";
import { officeTimeZone } from "#shared/domain/marking/deadlines.ts";
import { answerHelpCall, outstandingHelpCalls } from "#shared/protocol/messages.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { useSessionDates } from "#client/app/use-dates.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, EmptyState, PageHeader, TextAreaField } from "#client/ui/index.ts";

type Call = RouteAnswer<typeof outstandingHelpCalls>["calls"][number];

/** For the support staff and the directorate: every call that waits, those outside a session too, which no board shows. */
export function CallsPage(): ReactNode {
  const t = useT();
  const waiting = useRoute(outstandingHelpCalls, {}, { pollMs: 10_000 });
  return (
    <div className="stack-loose">
      <PageHeader title={t("calls.title")} lead={t("calls.lead")} />
      <Fetched query={waiting}>
        {({ calls }) =>
          calls.length === 0 ? (
            <EmptyState title={t("calls.empty")}>{t("calls.emptyText")}</EmptyState>
          ) : (
            calls.map((call) => <CallCard key={call.helpCallId} call={call} />)
          )
        }
      </Fetched>
    </div>
  );
}

function CallCard({ call }: { readonly call: Call }): ReactNode {
  const t = useT();
  // Calls come from everywhere and are answered at the office: its hours, with the device’s beside where they differ.
  const dates = useSessionDates(officeTimeZone);
  const answer = useChange(answerHelpCall, [outstandingHelpCalls]);
  const [text, setText] = useState("");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() === "") return;
    answer.mutate({ params: { helpCallId: call.helpCallId }, body: { text: text.trim() } });
  };
  return (
    <Card
      title={call.callerName}
      aside={<span className="quiet small">{t("calls.since", { when: dates.dateTime(call.createdAt) })}</span>}
    >
      <p className="quiet">{t(call.isOnBoard ? "calls.inSession" : "calls.outside")}</p>
      <p>{call.text}</p>
      <form className="stack" onSubmit={submit}>
        <TextAreaField
          label={t("desk.writeTo", { name: call.callerName })}
          value={text}
          maxLength={1000}
          rows={2}
          onChange={(event) => setText(event.target.value)}
        />
        <RefusalNotice error={answer.error} />
        <div className="row-end">
          <Button type="submit" isBusy={answer.isPending} disabled={text.trim() === ""}>
            {t("desk.send")}
          </Button>
        </div>
      </form>
    </Card>
  );
}
