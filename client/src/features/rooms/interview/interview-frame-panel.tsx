import type { ReactNode } from "react";
import { closingSection, nextElement, openingSection } from "#shared/domain/interview/frame.ts";
import { languageTag } from "#shared/i18n/locale.ts";
import {
  interviewDesk,
  revealElement,
  setInterviewSection,
  type AdviserInterviewView,
} from "#shared/protocol/interview.ts";
import { useT } from "#client/app/i18n.tsx";
import { useSessionDates } from "#client/app/use-dates.ts";
import { useChange } from "#client/net/query.ts";
import { RefusalNotice } from "#client/net/refusal.tsx";
import { Button, Card } from "#client/ui/index.ts";
import { useKeys } from "../stage/use-keys.ts";
import { clockText, useRemaining } from "../stage/use-remaining.ts";
import styles from "../stage/desk.module.css";

/** The interview's sections with their words and time, and the new elements, one by one. Keys: J and K move, E reveals. */
export function InterviewFramePanel({ view }: { readonly view: AdviserInterviewView }): ReactNode {
  const t = useT();
  const { time } = useSessionDates(view.timeZone);
  const move = useChange(setInterviewSection, [interviewDesk]);
  const reveal = useChange(revealElement, [interviewDesk]);
  const { roomId, sections, elements } = view;
  const lang = languageTag(view.language);
  const isOpen = view.state === "OPEN" && roomId !== null;
  const order = [openingSection, ...sections.map(({ id }) => id), closingSection];
  const current = view.sectionId ?? openingSection;
  const go = (sectionId: string | undefined): void => {
    if (isOpen && sectionId) move.mutate({ params: { roomId }, body: { sectionId } });
  };
  const revealed = elements.flatMap(({ id, revealedAt }) => (revealedAt ? [{ elementId: id, at: revealedAt }] : []));
  const next = nextElement(elements, { revealed });
  const show = (elementId: string | undefined): void => {
    if (isOpen && elementId) reveal.mutate({ params: { roomId }, body: { elementId } });
  };
  const index = order.indexOf(current);
  useKeys({ j: () => go(order[index + 1]), k: () => go(order[index - 1]), e: () => show(next) });

  const section = sections.find(({ id }) => id === current);
  const script = section?.script ?? (current === closingSection ? view.closing : view.opening);
  const titleOf = (id: string): ReactNode => {
    if (id === openingSection) return t("lead.sectionOpening");
    if (id === closingSection) return t("lead.sectionClosing");
    return <span lang={lang}>{sections.find((candidate) => candidate.id === id)?.title ?? id}</span>;
  };
  return (
    <>
      <RefusalNotice error={move.error ?? reveal.error} />
      <Card title={t("lead.sections")}>
        <div className={styles.parts} role="group" aria-label={t("lead.sections")}>
          {order.map((id) => (
            <Button
              key={id}
              variant={id === current ? "primary" : "secondary"}
              aria-pressed={id === current}
              disabled={!isOpen}
              onClick={() => go(id)}
            >
              {titleOf(id)}
            </Button>
          ))}
        </div>
        <p>{t("lead.sectionKeys")}</p>
      </Card>
      <Card
        title={titleOf(current)}
        aside={section && isOpen && <SectionClock view={view} minutes={section.minutes} />}
      >
        <p className={styles.script} lang={lang}>
          {script}
        </p>
        {section && (
          <ul className={styles.log} aria-label={t("lead.sectionPrompts")}>
            {section.prompts.map(({ id, text }) => (
              <li key={id} lang={lang}>
                {text}
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Card title={t("lead.elements")}>
        <p>{t("lead.elementsHelp")}</p>
        {elements.map(({ id, title, text, revealedAt }) => (
          <Card
            key={id}
            look="flat"
            titleLevel={3}
            title={<span lang={lang}>{title}</span>}
            aside={
              revealedAt ? (
                t("lead.revealedAt", { time: time(revealedAt) })
              ) : (
                <Button
                  size="small"
                  disabled={!isOpen || id !== next}
                  onClick={() => show(id)}
                  {...(id === next ? { shortcut: "E" } : {})}
                >
                  {t("lead.reveal")}
                </Button>
              )
            }
          >
            <p lang={lang}>{text}</p>
          </Card>
        ))}
      </Card>
    </>
  );
}

function SectionClock({ view, minutes }: { readonly view: AdviserInterviewView; readonly minutes: number }): ReactNode {
  const t = useT();
  const end = view.sectionSince ? new Date(Date.parse(view.sectionSince) + minutes * 60_000).toISOString() : null;
  const left = useRemaining(end, view.serverNow);
  if (left === null) return null;
  return (
    <span className={styles.clock}>{left >= 0 ? clockText(left) : t("lead.partOver", { time: clockText(-left) })}</span>
  );
}
