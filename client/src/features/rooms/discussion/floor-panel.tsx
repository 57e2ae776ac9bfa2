import type { ReactNode } from "react";
import { discussionDesk, type AdviserDiscussionView } from "#shared/protocol/discussion.ts";
import { giveFloor } from "#shared/protocol/floor.ts";
import { useT } from "#client/app/i18n.tsx";
import { useSessionDates } from "#client/app/use-dates.ts";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card } from "#client/ui/index.ts";
import { useKeys } from "../stage/use-keys.ts";
import styles from "../stage/desk.module.css";
import { inQueue, type DiscussionPerson } from "./person-choice.tsx";

export interface FloorPanelProps {
  readonly view: AdviserDiscussionView;
  readonly roomId: string;
  readonly person: DiscussionPerson;
}

/** Who has the floor, and who asks for it in which order. Keys: P gives it to the first, L offers it, X takes it back. */
export function FloorPanel({ view, roomId, person }: FloorPanelProps): ReactNode {
  const t = useT();
  const { time } = useSessionDates(view.timeZone);
  const give = useChange(giveFloor, [discussionDesk], { isInOrder: true });
  const to = (sittingId: string | null | undefined): void => {
    if (sittingId !== undefined) give.mutate({ params: { roomId }, body: { sittingId } });
  };
  const queue = inQueue(view.people);
  const holder = view.people.find(({ sittingId }) => sittingId === view.floor?.sittingId);
  const isOffer = person.handAt === null && holder !== person;
  useKeys({
    p: () => to(queue[0]?.sittingId),
    // Not O, which is an observation at the desk that one has just left.
    l: () => to(isOffer ? person.sittingId : undefined),
    x: () => to(holder ? null : undefined),
  });
  return (
    <Card title={t("floor.title")}>
      <RefusalNotice error={give.error} />
      <p role="status">{holder ? t("floor.has", { name: holder.name }) : t("floor.isFree")}</p>
      {queue.length === 0 ? (
        <p>{t("floor.noHands")}</p>
      ) : (
        <ol className={styles.prompts} aria-label={t("floor.queue")}>
          {queue.map(({ sittingId, name, handAt }, index) => (
            <li key={sittingId}>
              <Button {...(index === 0 ? { shortcut: "P" } : {})} onClick={() => to(sittingId)}>
                {t("floor.give", { name })} · {t("floor.since", { time: time(handAt ?? view.serverNow) })}
              </Button>
            </li>
          ))}
        </ol>
      )}
      <div className={styles.parts}>
        {isOffer && (
          <Button size="small" shortcut="L" onClick={() => to(person.sittingId)}>
            {t("floor.offer", { name: person.name })}
          </Button>
        )}
        {holder && (
          <Button size="small" shortcut="X" onClick={() => to(null)}>
            {t("floor.takeBack")}
          </Button>
        )}
      </div>
    </Card>
  );
}
