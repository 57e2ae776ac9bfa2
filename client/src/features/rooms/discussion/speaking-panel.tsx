import type { ReactNode } from "react";
import type { AdviserDiscussionView } from "#shared/protocol/discussion.ts";
import type { SpeakingTimesView } from "#shared/protocol/floor.ts";
import { useT } from "#client/app/i18n.tsx";
import { useSessionDates } from "#client/app/use-dates.ts";
import { Card, Disclosure, Meter, Notice, Table, type Column } from "#client/ui/index.ts";
import { clockText } from "../stage/use-remaining.ts";
import styles from "../stage/desk.module.css";

type Person = SpeakingTimesView["people"][number] & { readonly name: string };

export interface SpeakingPanelProps {
  readonly view: AdviserDiscussionView;
  readonly times: SpeakingTimesView;
}

/** How the floor is shared, to lead by; the hints are soft, and nothing of it is ever scored. */
export function SpeakingPanel({ view, times }: SpeakingPanelProps): ReactNode {
  const t = useT();
  const nameOf = (sittingId: string): string =>
    view.people.find((person) => person.sittingId === sittingId)?.name ?? "";
  const people: Person[] = times.people.map((person) => ({ ...person, name: nameOf(person.sittingId) }));
  if (!times.isMeasured)
    return (
      <Card title={t("floor.times")}>
        <p>{t("floor.notMeasured")}</p>
      </Card>
    );
  return (
    <Card title={t("floor.times")}>
      <p>{t("floor.timesHelp")}</p>
      <div role="status">
        {times.hints.length > 0 && (
          <Notice tone="attention" title={t("floor.hints")}>
            <ul className={styles.log}>
              {times.hints.map(({ sittingId, kind, minutes }) => (
                <li key={sittingId}>
                  {kind === "QUIET"
                    ? t("floor.hint.QUIET", { name: nameOf(sittingId), minutes: String(minutes ?? 0) })
                    : t("floor.hint.BELOW_FLOOR", { name: nameOf(sittingId) })}
                </li>
              ))}
            </ul>
          </Notice>
        )}
      </div>
      {people.map(({ sittingId, name, seconds, share }) => (
        <Meter
          key={sittingId}
          label={name}
          value={Math.round(share * 100)}
          cut={times.floorShare * 100}
          tone={times.totalSeconds > 0 && share < times.floorShare ? "attention" : "info"}
          valueText={t("floor.share", { time: clockText(seconds * 1_000), percent: String(Math.round(share * 100)) })}
        />
      ))}
      <Disclosure summary={t("floor.details")}>
        <Details view={view} people={people} />
        <p>{t("floor.gini", { gini: String(Math.round(times.gini * 100)) })}</p>
      </Disclosure>
    </Card>
  );
}

function Details({
  view,
  people,
}: {
  readonly view: AdviserDiscussionView;
  readonly people: readonly Person[];
}): ReactNode {
  const t = useT();
  const { time } = useSessionDates(view.timeZone);
  const columns: Column<Person>[] = [
    { key: "name", header: t("floor.person"), cell: ({ name }) => name, isRowHeader: true },
    { key: "turns", header: t("floor.turns"), cell: ({ turns }) => turns, align: "end" },
    {
      key: "longest",
      header: t("floor.longest"),
      cell: ({ longestTurnSeconds }) => clockText(longestTurnSeconds * 1_000),
      align: "end",
    },
    {
      key: "overlap",
      header: t("floor.overlap"),
      cell: ({ overlapSeconds }) => clockText(overlapSeconds * 1_000),
      align: "end",
    },
    { key: "made", header: t("floor.interrupts"), cell: ({ interruptionsMade }) => interruptionsMade, align: "end" },
    {
      key: "received",
      header: t("floor.interrupted"),
      cell: ({ interruptionsReceived }) => interruptionsReceived,
      align: "end",
    },
    { key: "offered", header: t("floor.offered"), cell: ({ timesOffered }) => timesOffered, align: "end" },
    {
      key: "last",
      header: t("floor.lastSpoke"),
      cell: ({ lastSpokeAt }) => (lastSpokeAt ? time(lastSpokeAt) : t("floor.never")),
      align: "end",
    },
  ];
  return <Table caption={t("floor.details")} columns={columns} rows={people} rowKey={({ sittingId }) => sittingId} />;
}
