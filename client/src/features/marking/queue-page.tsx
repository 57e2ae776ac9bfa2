import type { ReactNode } from "react";
import { legalDays } from "#shared/domain/marking/deadlines.ts";
import { formatDate } from "#shared/i18n/dates.ts";
import { markingTasks, oralTasks, type BlindTaskView } from "#shared/protocol/marking.ts";
import type { RouteAnswer } from "#shared/protocol/define.ts";
import { me } from "#shared/protocol/accounts.ts";
import { topicOf } from "#shared/protocol/live.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { EmptyState, LinkButton, PageHeader, StateTag, Table, type Column } from "#client/ui/index.ts";
import { OpenItems } from "./open-items.tsx";
import { ListeningTasks } from "./listening-tasks.tsx";
import { officeTimeZone } from "./office-time.ts";

/** The marker's queue: codes and deadlines, and nothing about anybody. */
export function QueuePage(): ReactNode {
  const t = useT();
  const account = useRoute(me, {}).data?.account;
  const topics = account ? [topicOf.account(account.accountId)] : [];
  const isRater = account?.roles.includes("RATER") ?? false;
  const isAdviser = account?.roles.includes("ADVISER") ?? false;
  const queue = useRoute(markingTasks, {}, { topics, isEnabled: isRater });
  return (
    <div className="stack-loose">
      <PageHeader title={t("marking.queue")} lead={isRater || !isAdviser ? t("marking.queueIntro") : undefined} />
      {(isRater || !isAdviser) && (
        <Fetched query={queue} look="table">
          {({ tasks, markedToday, neededPerDay }) => (
            <div className="stack">
              {tasks.length > 0 && (
                <p>
                  <strong>{t("marking.paceTitle")}</strong>
                  {` · ${t("marking.pace", { done: markedToday, needed: neededPerDay })}`}
                </p>
              )}
              <TaskTable tasks={tasks} />
            </div>
          )}
        </Fetched>
      )}
      {isRater && <OpenItems />}
      {isRater && <ListeningTasks topics={topics} />}
      {isAdviser && <OralTasks topics={topics} isAlone={!isRater} />}
      {/* What there is to do comes before what can be looked up. */}
      {queue.data && <Ways queue={queue.data} />}
      {isAdviser && !isRater && (
        <p className="row">
          <LinkButton href="/correction/evaluations" size="small" variant="quiet">
            {t("corrections.own")}
          </LinkButton>
        </p>
      )}
    </div>
  );
}

/** What the marker can look up about their own work. */
function Ways({ queue: { markedCount, referredCount, replayable } }: { readonly queue: RouteAnswer<typeof markingTasks> }): ReactNode {
  const t = useT();
  return (
    <div className="stack">
      <p className="row">
        <LinkButton href="/correction/evaluations" size="small" variant="quiet">
          {t("corrections.own")}
        </LinkButton>
        <LinkButton href="/correction/constance" size="small" variant="quiet">
          {t("consistency.own")}
        </LinkButton>
        <LinkButton href="/correction/etalonnage" size="small" variant="quiet">
          {t("calibration.title")}
        </LinkButton>
        <LinkButton href="/correction/absences" size="small" variant="quiet">
          {t("allotment.ownAbsences")}
        </LinkButton>
      </p>
      <p className="quiet small">{t("marking.queueLegal", { legal: legalDays })}</p>
      <p className="quiet small">
        {t("marking.markedCount", { count: markedCount })}
        {referredCount > 0 && ` · ${t("marking.referredCount", { count: referredCount })}`}
      </p>
      {replayable.length > 0 && (
        <section className="stack">
          <h2>{t("history.title")}</h2>
          <p className="row">
            {replayable.map(({ taskId, blindCode }) => (
              <LinkButton key={taskId} href={`/correction/${taskId}/historique`} size="small" variant="quiet">
                {blindCode}
              </LinkButton>
            ))}
          </p>
        </section>
      )}
    </div>
  );
}

function TaskTable({ tasks }: { readonly tasks: readonly BlindTaskView[] }): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const columns: Column<BlindTaskView>[] = [
    {
      key: "code",
      header: t("marking.codeColumn"),
      isRowHeader: true,
      cell: ({ blindCode }) => <span className="numbers">{blindCode}</span>,
    },
    {
      key: "due",
      header: t("marking.dueColumn"),
      cell: ({ dueAt }) => formatDate(locale, dueAt, officeTimeZone, "long"),
    },
    { key: "state", header: t("marking.stateColumn"), cell: (task) => <TaskState task={task} /> },
    {
      key: "open",
      header: t("marking.openColumn"),
      isHeaderHidden: true,
      align: "end",
      cell: ({ taskId, blindCode }) => (
        <LinkButton
          href={`/correction/${taskId}`}
          size="small"
          aria-label={t("marking.openTaskNamed", { code: blindCode })}
        >
          {t("marking.openTask")}
        </LinkButton>
      ),
    },
  ];
  return (
    <Table
      caption={t("marking.queue")}
      columns={columns}
      rows={tasks}
      rowKey={({ taskId }) => taskId}
      empty={<EmptyState title={t("marking.queueEmpty")}>{t("marking.queueEmptyNext")}</EmptyState>}
    />
  );
}

function TaskState({ task }: { readonly task: BlindTaskView }): ReactNode {
  const t = useT();
  if (task.isLate) return <Late />;
  return (
    <StateTag shape={task.isStarted ? "half" : "hollow"}>
      {t(task.isStarted ? "marking.stateStarted" : "marking.stateNew")}
    </StateTag>
  );
}

function Late(): ReactNode {
  const t = useT();
  return (
    <StateTag tone="attention" shape="triangle">
      {t("marking.stateLate")}
    </StateTag>
  );
}

/**
 * Further oral marks that were asked of an adviser who attended. Nothing at all beside a queue of texts when there are none;
 * on a page that has nothing else, that is said.
 */
function OralTasks({ topics, isAlone }: { readonly topics: readonly string[]; readonly isAlone: boolean }): ReactNode {
  const t = useT();
  const asked = useRoute(oralTasks, {}, { topics });
  return (
    <Fetched query={asked} look="text">
      {({ tasks }) =>
        tasks.length > 0 ? (
          <Asked tasks={tasks} />
        ) : isAlone ? (
          <EmptyState title={t("marking.oralTasksEmpty")}>{t("marking.oralTasksEmptyNext")}</EmptyState>
        ) : null
      }
    </Fetched>
  );
}

function Asked({ tasks }: Pick<RouteAnswer<typeof oralTasks>, "tasks">): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  return (
    <section className="stack">
      <h2>{t("marking.oralTasks")}</h2>
      <ul className="stack">
        {tasks.map(({ taskId, sittingId, activity, candidateName, dueAt, isLate }) => (
          <li key={taskId} className="row row-between">
            <span className="row">
              {[
                candidateName,
                t(activity === "DISCUSSION" ? "marking.discussionRubric" : "marking.interviewRubric"),
                t("marking.due", { date: formatDate(locale, dueAt, officeTimeZone, "long") }),
              ].join(" · ")}
              {isLate && <Late />}
            </span>
            <LinkButton href={`/correction/orale/${sittingId}/${activity}`} size="small">
              {t("marking.openTask")}
            </LinkButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
