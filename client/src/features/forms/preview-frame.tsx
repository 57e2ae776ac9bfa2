import type { ReactNode } from "react";
import type { FormContent } from "#shared/domain/forms/form-content.ts";
import { languageOf } from "#shared/domain/forms/language.ts";
import { useT } from "#client/app/i18n.tsx";
import { Card, EmptyState, PageHeader, RadioGroup, SelectField } from "#client/ui/index.ts";
import { useWrittenIn, WrittenIn } from "#client/ui/written-in.tsx";
import styles from "./forms.module.css";

export const previewed = ["READING", "WRITING", "DISCUSSION", "INTERVIEW"] as const;
export type PreviewedActivity = (typeof previewed)[number];

/** Which activity is looked at, and with whose document; the rooms themselves are passed in. */
export function PreviewFrame({
  content,
  backHref,
  standing,
  activity,
  onActivity,
  documentId,
  onDocument,
  children,
}: {
  readonly content: FormContent;
  readonly backHref: string;
  /** What an approved form is now; nothing for a draft. */
  readonly standing: ReactNode;
  readonly activity: PreviewedActivity;
  readonly onActivity: (activity: PreviewedActivity) => void;
  readonly documentId: string;
  readonly onDocument: (documentId: string) => void;
  /** The room of reading or writing. */
  readonly children: ReactNode;
}): ReactNode {
  const t = useT();
  const isRoom = activity === "READING" || activity === "WRITING";
  return (
    <div className="stack">
      <PageHeader
        title={t("forms.previewTitle", { code: content.code, version: content.version })}
        lead={t("forms.previewLead")}
        backHref={backHref}
        backLabel={t("forms.back")}
      />
      {standing}
      <div className="row">
        <RadioGroup
          legend={t("forms.activity")}
          look="inline"
          options={previewed.map((value) => ({ value, label: t(`forms.preview_${value}`) }))}
          value={activity}
          onChange={onActivity}
        />
        {isRoom && content.documents.length > 0 && (
          <SelectField
            label={t("forms.holder")}
            value={documentId}
            options={content.documents.map(({ id, kind, title }, index) => ({
              value: id,
              label: `${index + 1}. ${[kind, title].filter(Boolean).join(" – ")}`,
            }))}
            onChange={onDocument}
          />
        )}
      </div>
      {isRoom && content.items.length === 0 ? (
        <EmptyState title={t("forms.nothingToSee")}>{t("forms.nothingToSeeNext")}</EmptyState>
      ) : isRoom ? (
        <div className={styles.preview}>{children}</div>
      ) : activity === "DISCUSSION" ? (
        <WrittenIn language={languageOf(content)}>
          <DiscussionFrame {...content.discussion} />
        </WrittenIn>
      ) : (
        <WrittenIn language={languageOf(content)}>
          <InterviewFrame {...content.interview} />
        </WrittenIn>
      )}
    </div>
  );
}

function DiscussionFrame({ task, instructions, opening, prompts, closing }: FormContent["discussion"]): ReactNode {
  const t = useT();
  const lang = useWrittenIn();
  return (
    <div className="stack">
      <Card title={t("forms.discussionTask")}>
        <div className="stack" lang={lang}>
          <p>{task}</p>
          <ul>
            {instructions.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      </Card>
      <Card title={t("forms.saidByAdviser")}>
        <div className="stack" lang={lang}>
          <p>{opening}</p>
          <ol>
            {prompts.map(({ id, text }) => (
              <li key={id}>{text}</li>
            ))}
          </ol>
          <p>{closing}</p>
        </div>
      </Card>
    </div>
  );
}

function InterviewFrame({ opening, sections, newElements, closing }: FormContent["interview"]): ReactNode {
  const t = useT();
  const lang = useWrittenIn();
  return (
    <div className="stack">
      <Card title={t("forms.opening")}>
        <p lang={lang}>{opening}</p>
      </Card>
      {sections.map(({ id, title, minutes, script, prompts }) => (
        <Card key={id} title={<span lang={lang}>{title}</span>} aside={t("common.minutes", { count: minutes })}>
          <div className="stack" lang={lang}>
            <p>{script}</p>
            <ol>
              {prompts.map((prompt) => (
                <li key={prompt.id}>{prompt.text}</li>
              ))}
            </ol>
          </div>
        </Card>
      ))}
      {newElements.map(({ id, title, text }) => (
        <Card key={id} title={<span lang={lang}>{title}</span>} aside={t("forms.newElement")}>
          <p lang={lang}>{text}</p>
        </Card>
      ))}
      <Card title={t("forms.closing")}>
        <p lang={lang}>{closing}</p>
      </Card>
    </div>
  );
}
