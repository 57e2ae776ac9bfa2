import { useMemo, useRef, useState, type ReactNode } from "react";
import { useParams } from "react-router";
import type { FormFault, FormPart } from "#shared/domain/forms/form-fault.ts";
import { formFaults } from "#shared/domain/forms/form-faults.ts";
import { languageOf } from "#shared/domain/forms/language.ts";
import { formDraft } from "#shared/protocol/forms.ts";
import { useT } from "#client/app/i18n.tsx";
import { useDates } from "#client/app/use-dates.ts";
import { useOpened } from "#client/net/query.ts";
import { Fetched, RefusalNotice } from "#client/net/refusal.tsx";
import { Button, LinkButton, Notice, PageHeader } from "#client/ui/index.ts";
import { SaveStatus } from "#client/ui/save-status.tsx";
import { Tabs } from "#client/ui/tabs.tsx";
import { WrittenIn } from "#client/ui/written-in.tsx";
import { DocumentsPart, SituationPart } from "./case-part.tsx";
import { DiscussionPart, InterviewPart, WritingPart } from "./frames-part.tsx";
import styles from "./forms.module.css";
import { ItemsPart } from "./items-part.tsx";
import { QtiPart } from "./qti-part.tsx";
import { ReviewPart } from "./review-part.tsx";
import { useFormDraft, type FormDraft, type FormDraftView } from "./use-form-draft.ts";
import { VoidedQuestions } from "./voided-questions.tsx";

/** One form while it is written, reviewed and approved. */
export function DraftPage(): ReactNode {
  const { draftId = "" } = useParams();
  // Whoever only reads sees what others do; under whoever writes, nothing is replaced.
  const pollMs = (known: FormDraftView | undefined): number | false => (known && !isWritable(known) ? 10_000 : false);
  const draft = useOpened(formDraft, { params: { draftId } }, { pollMs });
  // Another state is another page: what stands still has no fields that remember.
  return <Fetched query={draft}>{(view) => <Draft key={`${view.draftId}-${view.state}`} view={view} />}</Fetched>;
}

const isWritable = ({ state, mayWrite }: FormDraftView): boolean => state === "WRITTEN" && mayWrite;

const tabOf: Readonly<Record<FormPart, TabId>> = {
  GENERAL: "check",
  SITUATION: "situation",
  DOCUMENT: "documents",
  ITEM: "items",
  DISCUSSION: "discussion",
  WRITING: "writing",
  INTERVIEW: "interview",
};
type TabId = "check" | "situation" | "documents" | "items" | "discussion" | "writing" | "interview";

function Draft({ view }: { readonly view: FormDraftView }): ReactNode {
  const t = useT();
  const { dateTime } = useDates();
  const draft = useFormDraft(view);
  const [tab, setTab] = useState<TabId>("check");
  const page = useRef<HTMLDivElement>(null);
  const { content, keys } = draft.written;
  const takenIds = useMemo(() => new Set(view.takenIds), [view.takenIds]);
  const approved = useMemo(() => new Map(Object.entries(view.approvedItems)), [view.approvedItems]);
  const faults = useMemo(
    () => formFaults(content, keys, takenIds, approved),
    [content, keys, takenIds, approved],
  );
  const isWritten = isWritable(view);
  const part = { written: draft.written, onChange: draft.change };
  const go = ({ part: where, number }: FormFault): void => {
    setTab(tabOf[where]);
    const name = number === undefined ? where : `${where}-${number}`;
    requestAnimationFrame(() => {
      const place = page.current?.querySelector<HTMLElement>(`[data-place="${name}"]`);
      const details = place?.querySelector("details");
      if (details) details.open = true;
      place?.querySelector<HTMLElement>("summary, input, textarea")?.focus();
      place?.scrollIntoView({ block: "start" });
    });
  };
  const saved = {
    saved: "forms.saved",
    saving: "common.saving",
    kept: "common.saving",
    failed: "common.saveFailed",
  } as const;
  const editable = (children: ReactNode): ReactNode => (
    <fieldset key={draft.epoch} className={styles.plain} disabled={!isWritten}>
      {children}
    </fieldset>
  );
  return (
    <div className="stack-loose" ref={page}>
      <PageHeader
        title={t("forms.draftTitle", { code: content.code, version: content.version })}
        lead={`${content.title || t("forms.noTitle")} · ${content.profession}`}
        backHref="/cahiers"
        backLabel={t("forms.title")}
        actions={<LinkButton href={`/cahiers/redaction/${view.draftId}/apercu`}>{t("forms.preview")}</LinkButton>}
      />
      <div className="row row-between">
        <p>{t(`forms.stands_${view.state}`)}</p>
        {isWritten && (
          <SaveStatus state={draft.state}>
            {draft.state === "saved" && draft.revision() === view.revision
              ? t("forms.savedAt", { time: dateTime(view.savedAt), name: view.savedBy })
              : t(saved[draft.state])}
          </SaveStatus>
        )}
      </div>
      {draft.conflict && <ConflictNotice draft={draft} />}
      <WrittenIn language={languageOf(content)}>
        <Tabs<TabId>
          label={t("forms.parts")}
          selected={tab}
          onSelect={setTab}
          tabs={[
            {
              id: "check",
              label: t("forms.tab_check"),
              aside: faults.length > 0 ? <span>{`(${faults.length})`}</span> : undefined,
              content: <ReviewPart view={view} draft={draft} faults={faults} onGo={go} />,
            },
            { id: "situation", label: t("forms.tab_situation"), content: editable(<SituationPart {...part} />) },
            { id: "documents", label: t("forms.tab_documents"), content: editable(<DocumentsPart {...part} />) },
            {
              id: "items",
              label: t("forms.tab_items"),
              content: (
                <div className="stack-loose">
                  <VoidedQuestions voided={view.voided} written={draft.written} />
                  {editable(<ItemsPart {...part} heldBy={view.heldBy} mayCompare={view.mayWrite} />)}
                  {view.mayWrite && <QtiPart view={view} draft={draft} />}
                </div>
              ),
            },
            { id: "discussion", label: t("forms.tab_discussion"), content: editable(<DiscussionPart {...part} />) },
            { id: "writing", label: t("forms.tab_writing"), content: editable(<WritingPart {...part} />) },
            { id: "interview", label: t("forms.tab_interview"), content: editable(<InterviewPart {...part} />) },
          ]}
        />
      </WrittenIn>
    </div>
  );
}

/** Two versions, and a person who chooses: neither is lost before that. */
function ConflictNotice({ draft }: { readonly draft: FormDraft }): ReactNode {
  const t = useT();
  const [error, setError] = useState<unknown>();
  const choose = (act: () => Promise<void>): void => void act().catch(setError);
  const isOther = draft.conflict === "SAVED_BY_OTHER";
  return (
    <Notice
      tone="attention"
      title={t(isOther ? "forms.conflictTitle" : "forms.standsStillTitle")}
      actions={
        <>
          <Button onClick={() => choose(draft.takeTheirs)}>{t("forms.takeTheirs")}</Button>
          {isOther && <Button onClick={() => choose(draft.keepMine)}>{t("forms.keepMine")}</Button>}
        </>
      }
    >
      <p>{t(isOther ? "forms.conflictText" : "forms.standsStillText")}</p>
      <RefusalNotice error={error} />
    </Notice>
  );
}
