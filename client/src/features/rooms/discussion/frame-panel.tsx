import type { ReactNode } from "react";
import { discussionParts, type DiscussionPart } from "#shared/domain/discussion/frame.ts";
import { languageTag } from "#shared/i18n/locale.ts";
import {
  discussionDesk,
  recordPrompt,
  setDiscussionPart,
  type AdviserDiscussionView,
} from "#shared/protocol/discussion.ts";
import { useT } from "#client/app/i18n.tsx";
import { useSessionDates } from "#client/app/use-dates.ts";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card, Disclosure } from "#client/ui/index.ts";
import { useKeys } from "../stage/use-keys.ts";
import { clockText, useRemaining } from "../stage/use-remaining.ts";
import styles from "../stage/desk.module.css";
import type { DiscussionPerson } from "./person-choice.tsx";

// Digits belong to the rubric's bands; these are under the left hand.
const promptKeys = ["a", "s", "d", "f", "g", "h"] as const;

export interface FramePanelProps {
  readonly view: AdviserDiscussionView;
  readonly person: DiscussionPerson;
}

/** The frame: which part is on, what is said word for word, and the neutral prompts, one key each. */
export function FramePanel({ view, person }: FramePanelProps): ReactNode {
  const t = useT();
  const { time } = useSessionDates(view.timeZone);
  const setPart = useChange(setDiscussionPart, [discussionDesk]);
  const record = useChange(recordPrompt, [discussionDesk]);
  const { roomId, clock } = view;
  const lang = languageTag(view.language);
  const isOpen = view.state === "OPEN" && roomId !== null;
  const choosePart = (part: DiscussionPart): void => {
    if (isOpen) setPart.mutate({ params: { roomId }, body: { part } });
  };
  const log = (promptId: string): void => {
    // A key that is held down, or pressed twice in one breath, is one prompt.
    const isSame = record.isPending && record.variables?.body.promptId === promptId;
    if (isOpen && !isSame) record.mutate({ params: { roomId }, body: { sittingId: person.sittingId, promptId } });
  };
  const keyed = view.prompts.map((prompt, index) => ({ ...prompt, key: promptKeys[index] }));
  useKeys(Object.fromEntries(keyed.flatMap(({ key, id }) => (key ? [[key, () => log(id)]] : []))));

  return (
    <>
      <RefusalNotice error={setPart.error ?? record.error} />
      {isOpen && (
        <Card title={t("lead.parts")} aside={clock && <PartClock view={view} />}>
          <div className={styles.parts} role="group" aria-label={t("lead.parts")}>
            {discussionParts.map((part) => (
              <Button
                key={part}
                variant={clock?.part === part ? "primary" : "secondary"}
                aria-pressed={clock?.part === part}
                onClick={() => choosePart(part)}
              >
                {t(`rooms.part.${part}`)}
              </Button>
            ))}
          </div>
          {clock?.part === "PREPARATION" && <p>{t("lead.preparationHelp")}</p>}
          {clock?.part === "OPENING" && <p className={styles.script} lang={lang}>{view.opening}</p>}
          {clock?.part === "CLOSING" && <p className={styles.script} lang={lang}>{view.closing}</p>}
        </Card>
      )}
      <Card title={t("lead.promptsFor", { name: person.name })}>
        {isOpen && (
          <ul className={styles.prompts}>
            {keyed.map(({ id, text, key }) => (
              <li key={id}>
                <Button lang={lang} {...(key ? { shortcut: key.toUpperCase() } : {})} onClick={() => log(id)}>
                  {text}
                </Button>
              </li>
            ))}
          </ul>
        )}
        {person.given.length === 0 ? (
          <p>{t("lead.noPrompts")}</p>
        ) : (
          <ol className={styles.log} aria-label={t("lead.promptLog")}>
            {person.given.map(({ text, byName, at }) => (
              <li key={`${at} ${text}`}>{t("lead.promptLine", { time: time(at), name: byName, text })}</li>
            ))}
          </ol>
        )}
      </Card>
      <Disclosure summary={t("rooms.task")}>
        <p lang={lang}>{view.task}</p>
        <ul className={styles.log} lang={lang}>
          {view.instructions.map((instruction) => (
            <li key={instruction}>{instruction}</li>
          ))}
        </ul>
      </Disclosure>
      <Disclosure summary={t("lead.relaySheet", { name: person.name })}>
        <p>{t("lead.relayHelp", { document: person.documentTitle })}</p>
        <ul className={styles.log} lang={lang}>
          {person.facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
      </Disclosure>
    </>
  );
}

function PartClock({ view }: { readonly view: AdviserDiscussionView }): ReactNode {
  const t = useT();
  const { clock, serverNow } = view;
  const end = clock ? new Date(Date.parse(clock.partSince) + clock.partSeconds * 1000).toISOString() : null;
  const left = useRemaining(end, serverNow);
  if (left === null) return null;
  return (
    <span className={styles.clock}>{left >= 0 ? clockText(left) : t("lead.partOver", { time: clockText(-left) })}</span>
  );
}
