import type { ReactNode } from "react";
import type { FormContent } from "#shared/domain/forms/form-content.ts";
import { useT } from "#client/app/i18n.tsx";
import { Button, Disclosure, TextAreaField, TextField } from "#client/ui/index.ts";
import { useWrittenIn } from "#client/ui/written-in.tsx";
import { EntriesField, LinesField, NumberField } from "./list-fields.tsx";
import { newId } from "./new-id.ts";
import type { PartProps } from "./part-props.ts";

/** The frames of the discussion, the text and the interview. */

function LongField({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}): ReactNode {
  const lang = useWrittenIn();
  return (
    <TextAreaField
      label={label}
      rows={3}
      lang={lang}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

export function DiscussionPart({ written: { content, keys }, onChange }: PartProps): ReactNode {
  const t = useT();
  const { discussion } = content;
  const write = (change: Partial<FormContent["discussion"]>): void =>
    onChange({ content: { ...content, discussion: { ...discussion, ...change } }, keys });
  return (
    <div className="stack" data-place="DISCUSSION">
      <LongField label={t("forms.discussionTask")} value={discussion.task} onChange={(task) => write({ task })} />
      <LinesField
        label={t("forms.instructions")}
        hint={t("forms.linesHint")}
        value={discussion.instructions}
        onChange={(instructions) => write({ instructions })}
      />
      <LongField label={t("forms.opening")} value={discussion.opening} onChange={(opening) => write({ opening })} />
      <EntriesField
        legend={t("forms.prompts")}
        entryLabel={(number) => t("forms.promptNumber", { number })}
        addLabel={t("forms.addPrompt")}
        entries={discussion.prompts}
        onChange={(prompts) => write({ prompts })}
      />
      <LongField label={t("forms.closing")} value={discussion.closing} onChange={(closing) => write({ closing })} />
    </div>
  );
}

export function WritingPart({ written: { content, keys }, onChange }: PartProps): ReactNode {
  const t = useT();
  const lang = useWrittenIn();
  const { writing } = content;
  const write = (change: Partial<FormContent["writing"]>): void =>
    onChange({ content: { ...content, writing: { ...writing, ...change } }, keys });
  return (
    <div className="stack" data-place="WRITING">
      <LongField label={t("forms.writingTask")} value={writing.task} onChange={(task) => write({ task })} />
      <TextField
        label={t("forms.recipient")}
        lang={lang}
        value={writing.recipient}
        onChange={(event) => write({ recipient: event.target.value })}
      />
      <LinesField
        label={t("forms.instructions")}
        hint={t("forms.linesHint")}
        value={writing.instructions}
        onChange={(instructions) => write({ instructions })}
      />
      <div className="row">
        <NumberField
          label={t("forms.minWords")}
          value={writing.minWords}
          onChange={(minWords) => write({ minWords })}
        />
        <NumberField
          label={t("forms.maxWords")}
          value={writing.maxWords}
          onChange={(maxWords) => write({ maxWords })}
        />
      </div>
    </div>
  );
}

export function InterviewPart({ written: { content, keys }, onChange }: PartProps): ReactNode {
  const t = useT();
  const lang = useWrittenIn();
  const { interview } = content;
  const { sections, newElements } = interview;
  type Section = (typeof sections)[number];
  type Element = (typeof newElements)[number];
  const write = (change: Partial<FormContent["interview"]>): void =>
    onChange({ content: { ...content, interview: { ...interview, ...change } }, keys });
  const changeSection = (id: string, part: Partial<Section>): void =>
    write({ sections: sections.map((one) => (one.id === id ? { ...one, ...part } : one)) });
  const changeElement = (id: string, part: Partial<Element>): void =>
    write({ newElements: newElements.map((one) => (one.id === id ? { ...one, ...part } : one)) });
  return (
    <div className="stack" data-place="INTERVIEW">
      <LongField label={t("forms.opening")} value={interview.opening} onChange={(opening) => write({ opening })} />
      <h3>{t("forms.sections")}</h3>
      {sections.map((section, index) => (
        <Disclosure key={section.id} summary={`${index + 1}. ${section.title || t("forms.noTitle")}`}>
          <div className="stack">
            <TextField
              label={t("forms.sectionTitle")}
              lang={lang}
              value={section.title}
              onChange={(event) => changeSection(section.id, { title: event.target.value })}
            />
            <NumberField
              label={t("forms.minutes")}
              value={section.minutes}
              onChange={(minutes) => changeSection(section.id, { minutes })}
            />
            <LongField
              label={t("forms.script")}
              value={section.script}
              onChange={(script) => changeSection(section.id, { script })}
            />
            <EntriesField
              legend={t("forms.prompts")}
              entryLabel={(number) => t("forms.promptNumber", { number })}
              addLabel={t("forms.addPrompt")}
              entries={section.prompts}
              onChange={(prompts) => changeSection(section.id, { prompts })}
            />
            <RemoveButton
              label={t("forms.removeSection")}
              named={t("forms.removeSectionNamed", { number: index + 1 })}
              onRemove={() => write({ sections: sections.filter(({ id }) => id !== section.id) })}
            />
          </div>
        </Disclosure>
      ))}
      <div>
        <Button
          onClick={() =>
            write({ sections: [...sections, { id: newId(), title: "", minutes: 0, script: "", prompts: [] }] })
          }
        >
          {t("forms.addSection")}
        </Button>
      </div>
      <h3>{t("forms.newElements")}</h3>
      {newElements.map((element, index) => (
        <Disclosure key={element.id} summary={`${index + 1}. ${element.title || t("forms.noTitle")}`}>
          <div className="stack">
            <TextField
              label={t("forms.elementTitle")}
              lang={lang}
              value={element.title}
              onChange={(event) => changeElement(element.id, { title: event.target.value })}
            />
            <LongField
              label={t("forms.elementText")}
              value={element.text}
              onChange={(text) => changeElement(element.id, { text })}
            />
            <RemoveButton
              label={t("forms.removeElement")}
              named={t("forms.removeElementNamed", { number: index + 1 })}
              onRemove={() => write({ newElements: newElements.filter(({ id }) => id !== element.id) })}
            />
          </div>
        </Disclosure>
      ))}
      <div>
        <Button onClick={() => write({ newElements: [...newElements, { id: newId(), title: "", text: "" }] })}>
          {t("forms.addElement")}
        </Button>
      </div>
      <LongField label={t("forms.closing")} value={interview.closing} onChange={(closing) => write({ closing })} />
    </div>
  );
}

function RemoveButton({
  label,
  named,
  onRemove,
}: {
  readonly label: string;
  readonly named: string;
  readonly onRemove: () => void;
}): ReactNode {
  return (
    <div>
      <Button size="small" variant="quiet" aria-label={named} onClick={onRemove}>
        {label}
      </Button>
    </div>
  );
}
