import type { ReactNode } from "react";
import { formatDate } from "#shared/i18n/dates.ts";
import { markerTasks, type MarkerRow } from "#shared/protocol/allotment.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { Badge, Button, Dialog, EmptyState, StateTag, Table, type Column } from "#client/ui/index.ts";
import { officeTimeZone } from "../office-time.ts";
import type { MovedTask } from "./move-dialog.tsx";

type Task = RouteAnswer<typeof markerTasks>["tasks"][number];

export interface TasksDialogProps {
  readonly marker: MarkerRow;
  readonly onClose: () => void;
  readonly onMove: (task: MovedTask) => void;
}

/** What waits for one marker, under its codes. */
export function TasksDialog({ marker, onClose, onMove }: TasksDialogProps): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const tasks = useRoute(markerTasks, { params: { raterId: marker.raterId } });
  const columns: Column<Task>[] = [
    {
      key: "code",
      header: t("allotment.what"),
      isRowHeader: true,
      cell: ({ activity, blindCode }) => (
        <>
          {t(`allotment.${activity}`)} <span className="numbers">{blindCode}</span>
        </>
      ),
    },
    {
      key: "due",
      header: t("allotment.due"),
      cell: ({ dueAt, isLate }) => (
        <span>
          {formatDate(locale, dueAt, officeTimeZone, "long")} {isLate && <Badge tone="attention">{t("allotment.late")}</Badge>}
        </span>
      ),
    },
    {
      key: "state",
      header: t("allotment.state"),
      cell: ({ isStarted }) => (
        <StateTag shape={isStarted ? "half" : "hollow"}>{t(isStarted ? "allotment.started" : "allotment.notStarted")}</StateTag>
      ),
    },
    {
      key: "act",
      header: t("allotment.act"),
      isHeaderHidden: true,
      align: "end",
      cell: (task) => (
        <Button size="small" aria-label={t("allotment.moveNamed", { code: task.blindCode })} onClick={() => onMove(task)}>
          {t("allotment.move")}
        </Button>
      ),
    },
  ];
  return (
    <Dialog
      isOpen
      size="large"
      onClose={onClose}
      closeLabel={t("common.close")}
      title={t("allotment.tasksOf", { name: marker.name })}
      footer={<Button onClick={onClose}>{t("common.close")}</Button>}
    >
      <Fetched query={tasks} look="table">
        {(data) => (
          <Table
            caption={t("allotment.tasksOf", { name: marker.name })}
            columns={columns}
            rows={data.tasks}
            rowKey={({ taskId }) => taskId}
            empty={<EmptyState title={t("allotment.tasksNone")} />}
          />
        )}
      </Fetched>
    </Dialog>
  );
}
