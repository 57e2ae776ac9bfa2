import type { ReactNode } from "react";
import type { AdviserDiscussionView } from "#shared/protocol/discussion.ts";
import { useT } from "#client/app/i18n.tsx";
import { Button, useIsSilentKey } from "#client/ui/index.ts";
import { useKeys } from "../stage/use-keys.ts";
import styles from "../stage/desk.module.css";

export type DiscussionPerson = AdviserDiscussionView["people"][number];

/** Whose hand is up, the earliest first. */
export const inQueue = (people: readonly DiscussionPerson[]): DiscussionPerson[] =>
  people.filter(({ handAt }) => handAt !== null).toSorted((a, b) => (a.handAt ?? "").localeCompare(b.handAt ?? ""));

export interface PersonChoiceProps {
  readonly people: readonly DiscussionPerson[];
  readonly selected: string;
  readonly onSelect: (sittingId: string) => void;
}

/** Whom one listens to and marks now. Keys: J for the next, K for the one before. */
export function PersonChoice({ people, selected, onSelect }: PersonChoiceProps): ReactNode {
  const t = useT();
  const move = (by: number): void => {
    const index = people.findIndex(({ sittingId }) => sittingId === selected);
    const target = people[(index + by + people.length) % people.length];
    if (target) onSelect(target.sittingId);
  };
  useKeys({ j: () => move(1), k: () => move(-1) });
  const isSilent = useIsSilentKey("j");
  return (
    <section aria-label={t("lead.people")}>
      <div className={styles.people} role="group" aria-label={t("lead.people")}>
        {people.map(({ sittingId, name, given }) => (
          <Button
            key={sittingId}
            variant={sittingId === selected ? "primary" : "secondary"}
            aria-pressed={sittingId === selected}
            onClick={() => onSelect(sittingId)}
          >
            {given.length > 0 ? t("lead.personWithPrompts", { name, count: given.length }) : name}
          </Button>
        ))}
      </div>
      {!isSilent && <p>{t("lead.personKeys")}</p>}
    </section>
  );
}
