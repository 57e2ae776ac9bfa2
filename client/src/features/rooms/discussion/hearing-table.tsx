import type { ReactNode } from "react";
import type { Member } from "#shared/protocol/media.ts";
import { useT } from "#client/app/i18n.tsx";
import { Disclosure, StateTag, Table, type Column, type StateShape, type Tone } from "#client/ui/index.ts";
import styles from "../stage/desk.module.css";

type Hearing = "hears" | "misses" | "unknown";

export interface HearingPerson {
  readonly peer: string;
  readonly name: string;
  readonly member: Member;
}

const looks: Readonly<Record<Hearing, { tone: Tone; shape: StateShape }>> = {
  hears: { tone: "success", shape: "full" },
  misses: { tone: "attention", shape: "triangle" },
  unknown: { tone: "neutral", shape: "hollow" },
};

/** What the listener's own browser says of the speaker. */
function hearingOf(listener: Member, speaker: string): Hearing {
  if (listener.hears.includes(speaker)) return "hears";
  return listener.misses.includes(speaker) ? "misses" : "unknown";
}

/** On a tile: one dot for each of the others, whether they hear this person. */
export function HeardByDots({
  people,
  peer,
}: {
  readonly people: readonly HearingPerson[];
  readonly peer: string;
}): ReactNode {
  const t = useT();
  const others = people.filter((other) => other.peer !== peer);
  const heard = others.map(({ member }) => hearingOf(member, peer));
  const label = t("floor.heardBy", {
    count: String(heard.filter((one) => one === "hears").length),
    total: String(others.length),
  });
  return (
    <span role="img" aria-label={label} title={label} className={styles.dots} data-testid="heard-by">
      {heard.map((one, index) => (
        <span key={others[index]?.peer} className={styles[one]} />
      ))}
    </span>
  );
}

/** The same as a table, with words: listeners in rows, speakers in columns. */
export function HearingTable({ people }: { readonly people: readonly HearingPerson[] }): ReactNode {
  const t = useT();
  const columns: Column<HearingPerson>[] = [
    { key: "name", header: t("floor.listener"), cell: ({ name }) => name, isRowHeader: true },
    ...people.map(
      (speaker): Column<HearingPerson> => ({
        key: speaker.peer,
        header: speaker.name,
        cell: ({ peer, member }) => {
          if (peer === speaker.peer) return "—";
          const hearing = hearingOf(member, speaker.peer);
          return <StateTag {...looks[hearing]}>{t(`floor.${hearing}`)}</StateTag>;
        },
      }),
    ),
  ];
  const isMissed = people.some(({ member }) => member.misses.length > 0);
  return (
    <Disclosure summary={t("floor.hearing")} key={isMissed ? "missed" : "well"} isOpenAtFirst={isMissed}>
      <p>{t("floor.hearingHelp")}</p>
      <Table caption={t("floor.hearing")} columns={columns} rows={people} rowKey={({ peer }) => peer} />
    </Disclosure>
  );
}
