import { useState, type ReactNode } from "react";
import { cancelOwnAbsence, enterOwnAbsence, ownAbsences } from "#shared/protocol/allotment.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { markingTasks } from "#shared/protocol/marking.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, PageHeader, TextField, useToast } from "#client/ui/index.ts";
import { AbsenceList } from "./allotment/absence-list.tsx";

type Own = RouteAnswer<typeof ownAbsences>;

/** Days on which a marker is away, as they say so themselves. */
export function OwnAbsencesPage(): ReactNode {
  const t = useT();
  const own = useRoute(ownAbsences, {});
  return (
    <div className="stack-loose">
      <PageHeader
        title={t("allotment.ownAbsences")}
        lead={t("allotment.ownAbsencesLead")}
        backHref="/correction"
        backLabel={t("marking.queue")}
      />
      <Fetched query={own}>
        {({ today, absences }) => (
          <>
            <Known absences={absences} />
            <Another today={today} />
          </>
        )}
      </Fetched>
    </div>
  );
}

function Known({ absences }: { readonly absences: Own["absences"] }): ReactNode {
  const takeBack = useChange(cancelOwnAbsence, [ownAbsences]);
  return <AbsenceList absences={absences} takeBack={takeBack} isTheirs={({ isOwn }) => isOwn} />;
}

function Another({ today }: { readonly today: string }): ReactNode {
  const t = useT();
  const toast = useToast();
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState(today);
  const enter = useChange(enterOwnAbsence, [ownAbsences, markingTasks]);
  const isBackwards = from !== "" && to !== "" && to < from;
  const add = (): void => {
    if (from === "" || to === "" || isBackwards) return;
    enter.mutate(
      { body: { from, to } },
      {
        onSuccess: ({ moved, kept }) => {
          toast(t("allotment.ownAbsenceDone", { moved }), "success");
          if (kept > 0) toast(t("allotment.absenceKept", { kept }));
        },
      },
    );
  };
  return (
    <Card title={t("allotment.addOwnAbsence")}>
      <div className="stack">
        <TextField
          label={t("allotment.from")}
          type="date"
          min={today}
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        />
        <TextField
          label={t("allotment.to")}
          type="date"
          min={from}
          value={to}
          {...(isBackwards ? { error: t("allotment.daysWrong") } : {})}
          onChange={(event) => setTo(event.target.value)}
        />
        <RefusalNotice error={enter.error} />
        <p>
          <Button variant="primary" isBusy={enter.isPending} onClick={add}>
            {t("allotment.addAbsence")}
          </Button>
        </p>
      </div>
    </Card>
  );
}
