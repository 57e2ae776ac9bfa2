import type { ReactNode } from "react";
import type { FormContent, PartialDocument } from "#shared/domain/forms/form-content.ts";
import { formLanguages, languageOf } from "#shared/domain/forms/language.ts";
import { wordsIn } from "#shared/domain/forms/text-measures.ts";
import { useT } from "#client/app/i18n.tsx";
import { Button, Disclosure, SelectField, TextField } from "#client/ui/index.ts";
import { useWrittenIn } from "#client/ui/written-in.tsx";
import { LinesField } from "./list-fields.tsx";
import { newId } from "./new-id.ts";
import type { PartProps } from "./part-props.ts";

/** What everybody reads. */
export function SituationPart({ written: { content, keys }, onChange }: PartProps): ReactNode {
  const t = useT();
  const lang = useWrittenIn();
  const write = (change: Partial<FormContent>): void => onChange({ content: { ...content, ...change }, keys });
  const { situation } = content;
  return (
    <div className="stack" data-place="SITUATION">
      <TextField
        label={t("forms.formTitle")}
        hint={t("forms.formTitleHint")}
        lang={lang}
        value={content.title}
        onChange={(event) => write({ title: event.target.value })}
      />
      <SelectField
        label={t("forms.language")}
        value={languageOf(content)}
        options={formLanguages.map((language) => ({ value: language, label: t(`forms.language_${language}`) }))}
        onChange={(language) => write({ language })}
      />
      <TextField
        label={t("forms.situationTitle")}
        lang={lang}
        value={situation.title}
        onChange={(event) => write({ situation: { ...situation, title: event.target.value } })}
      />
      <LinesField
        label={t("forms.situationText")}
        hint={t("forms.paragraphsHint", { count: wordsIn(situation.paragraphs) })}
        rows={14}
        value={situation.paragraphs}
        onChange={(paragraphs) => write({ situation: { ...situation, paragraphs } })}
      />
    </div>
  );
}

/** What one person of the group alone reads, and the facts that the others need of it. */
export function DocumentsPart({ written: { content, keys }, onChange }: PartProps): ReactNode {
  const t = useT();
  const lang = useWrittenIn();
  const { documents } = content;
  const write = (next: PartialDocument[]): void => onChange({ content: { ...content, documents: next }, keys });
  const change = (id: string, part: Partial<PartialDocument>): void =>
    write(documents.map((one) => (one.id === id ? { ...one, ...part } : one)));
  return (
    <div className="stack">
      {documents.map((document, index) => (
        <div key={document.id} data-place={`DOCUMENT-${index + 1}`}>
          <Disclosure
            summary={`${index + 1}. ${[document.kind, document.title].filter(Boolean).join(" – ") || t("forms.noTitle")}`}
          >
            <div className="stack">
              <TextField
                label={t("forms.documentKind")}
                hint={t("forms.documentKindHint")}
                lang={lang}
                value={document.kind}
                onChange={(event) => change(document.id, { kind: event.target.value })}
              />
              <TextField
                label={t("forms.documentTitle")}
                lang={lang}
                value={document.title}
                onChange={(event) => change(document.id, { title: event.target.value })}
              />
              <LinesField
                label={t("forms.documentText")}
                hint={t("forms.paragraphsHint", { count: wordsIn(document.paragraphs) })}
                rows={9}
                value={document.paragraphs}
                onChange={(paragraphs) => change(document.id, { paragraphs })}
              />
              <LinesField
                label={t("forms.facts")}
                hint={t("forms.factsHint")}
                rows={5}
                value={document.facts}
                onChange={(facts) => change(document.id, { facts })}
              />
              {!content.items.some(({ about }) => about === document.id) && (
                <div>
                  <Button
                    size="small"
                    variant="quiet"
                    aria-label={t("forms.removeDocumentNamed", { number: index + 1 })}
                    onClick={() => write(documents.filter(({ id }) => id !== document.id))}
                  >
                    {t("forms.removeDocument")}
                  </Button>
                </div>
              )}
            </div>
          </Disclosure>
        </div>
      ))}
      <div>
        <Button onClick={() => write([...documents, { id: newId(), kind: "", title: "", paragraphs: [], facts: [] }])}>
          {t("forms.addDocument")}
        </Button>
      </div>
    </div>
  );
}
