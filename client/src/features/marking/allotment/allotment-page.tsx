import { useState, type ReactNode } from "react";
import { allotmentDesk, type MarkerRow } from "#shared/protocol/allotment.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { Button, EmptyState, PageHeader } from "#client/ui/index.ts";
import { AbsenceDialog } from "./absence-dialog.tsx";
import { LanguageDialog } from "./language-dialog.tsx";
import { LimitDialog } from "./limit-dialog.tsx";
import { MarkerTable, type MarkerAct } from "./marker-table.tsx";
import { MoveDialog, type MovedTask } from "./move-dialog.tsx";
import { MovesTable } from "./moves-table.tsx";
import { TasksDialog } from "./tasks-dialog.tsx";
import { WaitingTable } from "./waiting-table.tsx";

type Desk = RouteAnswer<typeof allotmentDesk>;

/** «Répartition»: loads, absences, and what waits with nobody to take it. */
export function AllotmentPage(): ReactNode {
  const t = useT();
  const desk = useRoute(allotmentDesk, {}, { pollMs: 20_000 });
  const days = desk.data && { legal: desk.data.legalDays, ...desk.data.dueDays };
  return (
    <div className="stack-loose">
      <PageHeader
        title={t("allotment.title")}
        {...(days ? { lead: t("allotment.lead", days) } : {})}
        backHref="/direction"
        backLabel={t("directorate.title")}
      />
      <Fetched query={desk} look="table">
        {(data) => <Sections desk={data} />}
      </Fetched>
    </div>
  );
}

type Asked =
  | { readonly act: MarkerAct; readonly raterId: string }
  | { readonly act: "LIMIT_ALL" }
  | { readonly act: "MOVE"; readonly task: MovedTask };

function Sections({ desk }: { readonly desk: Desk }): ReactNode {
  const t = useT();
  const [asked, setAsked] = useState<Asked>();
  const close = (): void => setAsked(undefined);
  const move = (task: MovedTask): void => setAsked({ act: "MOVE", task });
  // The marker as they are now: the desk is read again after each act.
  const marker = asked && "raterId" in asked ? desk.markers.find(({ raterId }) => raterId === asked.raterId) : undefined;
  return (
    <>
      <section className="stack" aria-label={t("allotment.waiting")}>
        <h2>{t("allotment.waiting")}</h2>
        <WaitingTable waiting={desk.waiting} total={desk.waitingCount} hasMarkers={desk.markers.length > 0} onMove={move} />
      </section>
      <section className="stack" aria-label={t("allotment.markers")}>
        <h2>{t("allotment.markers")}</h2>
        <div className="row row-between">
          <p>{t("allotment.limitEverybodyNow", { open: desk.everybody.openTasks, week: desk.everybody.weekTasks })}</p>
          <Button size="small" onClick={() => setAsked({ act: "LIMIT_ALL" })}>
            {t("allotment.limitChange")}
          </Button>
        </div>
        <MarkerTable markers={desk.markers} onAct={(act, { raterId }) => setAsked({ act, raterId })} />
      </section>
      <section className="stack" aria-label={t("allotment.moves")}>
        <h2>{t("allotment.moves")}</h2>
        {desk.moves.length === 0 ? <EmptyState title={t("allotment.movesNone")} /> : <MovesTable moves={desk.moves} />}
      </section>
      {asked?.act === "LIMIT_ALL" && <LimitDialog limit={desk.everybody} onClose={close} />}
      {asked?.act === "MOVE" && <MoveDialog task={asked.task} onClose={close} />}
      {asked && marker && <MarkerDialog act={asked.act} marker={marker} today={desk.today} onClose={close} onMove={move} />}
    </>
  );
}

function MarkerDialog({
  act,
  marker,
  today,
  onClose,
  onMove,
}: {
  readonly act: Asked["act"];
  readonly marker: MarkerRow;
  readonly today: string;
  readonly onClose: () => void;
  readonly onMove: (task: MovedTask) => void;
}): ReactNode {
  if (act === "TASKS") return <TasksDialog marker={marker} onClose={onClose} onMove={onMove} />;
  if (act === "ABSENCES") return <AbsenceDialog marker={marker} today={today} onClose={onClose} />;
  if (act === "LANGUAGES") return <LanguageDialog marker={marker} onClose={onClose} />;
  return <LimitDialog marker={marker} limit={marker.limit} onClose={onClose} />;
}
