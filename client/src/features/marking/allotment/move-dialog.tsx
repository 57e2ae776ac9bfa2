import { useState, type ReactNode } from "react";
import { allotmentDesk, markerTasks, reallotTask, taskTakers } from "#shared/protocol/allotment.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { useT } from "#client/app/i18n.tsx";
import { useChange, useRoute } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Dialog, Notice, SelectField, TextAreaField, useToast } from "#client/ui/index.ts";
import { barWords } from "./bar-words.ts";

export interface MovedTask {
  readonly taskId: string;
  readonly blindCode: string;
  readonly isStarted: boolean;
}

const byLot = "LOT";

/** What one marker has goes to another: to somebody named or by lot, always with a reason. */
export function MoveDialog({ task, onClose }: { readonly task: MovedTask; readonly onClose: () => void }): ReactNode {
  const t = useT();
  const toast = useToast();
  const params = { taskId: task.taskId };
  const [chosen, setChosen] = useState(byLot);
  const [reason, setReason] = useState("");
  const takers = useRoute(taskTakers, { params });
  const move = useChange(reallotTask, [allotmentDesk, markerTasks]);
  const isPossible = (takers.data?.takers.length ?? 0) > 0;
  const give = (): void =>
    move.mutate(
      { params, body: { raterId: chosen === byLot ? null : chosen, reason } },
      {
        onSuccess: ({ toName }) => {
          toast(t("allotment.moved", { name: toName }), "success");
          onClose();
        },
      },
    );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      closeLabel={t("common.close")}
      role={task.isStarted ? "alertdialog" : "dialog"}
      title={t("allotment.moveTitle", { code: task.blindCode })}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          {isPossible && (
            <Button variant="primary" isBusy={move.isPending} onClick={give}>
              {t("allotment.move")}
            </Button>
          )}
        </>
      }
    >
      <div className="stack">
        {task.isStarted && <Notice tone="attention" title={t("allotment.moveStarted")} />}
        <Fetched query={takers}>{(data) => <Takers data={data} chosen={chosen} onChoose={setChosen} />}</Fetched>
        {isPossible && (
          <TextAreaField
            label={t("allotment.reason")}
            hint={t("allotment.reasonHint")}
            rows={2}
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
        <RefusalNotice error={move.error} />
      </div>
    </Dialog>
  );
}

function Takers({
  data: { takers, barred },
  chosen,
  onChoose,
}: {
  readonly data: RouteAnswer<typeof taskTakers>;
  readonly chosen: string;
  readonly onChoose: (raterId: string) => void;
}): ReactNode {
  const t = useT();
  return (
    <>
      {takers.length === 0 ? (
        <Notice tone="attention" title={t("allotment.nobody")} />
      ) : (
        <SelectField
          label={t("allotment.moveTo")}
          value={chosen}
          options={[
            { value: byLot, label: t("allotment.byLot") },
            ...takers.map(({ raterId, name, openTasks }) => ({ value: raterId, label: t("allotment.taker", { name, count: openTasks }) })),
          ]}
          onChange={onChoose}
        />
      )}
      {barred.length > 0 && <p className="quiet small">{t("allotment.others", { why: barWords(t, barred) })}</p>}
    </>
  );
}
