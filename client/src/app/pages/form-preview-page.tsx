import { useState, type ReactNode } from "react";
import { useParams } from "react-router";
import type { FormContent } from "#shared/domain/forms/form-content.ts";
import { formContents, formDraft } from "#shared/protocol/forms.ts";
import { useRoute } from "#client/net/query.ts";
import { Fetched } from "#client/net/refusal.tsx";
import { ReadingPreview, WritingPreview } from "#client/features/exam-room/case-preview.tsx";
import { FormStanding } from "#client/features/forms/form-standing.tsx";
import { PreviewFrame, type PreviewedActivity } from "#client/features/forms/preview-frame.tsx";

/** A draft as the candidate would see it. */
export function DraftPreviewPage(): ReactNode {
  const { draftId = "" } = useParams();
  const draft = useRoute(formDraft, { params: { draftId } }, { pollMs: false });
  return (
    <Fetched query={draft}>
      {({ content }) => <Preview content={content} backHref={`/cahiers/redaction/${draftId}`} standing={null} />}
    </Fetched>
  );
}

/** An approved form as the candidate sees it. */
export function FormPreviewPage(): ReactNode {
  const { formId = "" } = useParams();
  const form = useRoute(formContents, { params: { formId } }, { pollMs: false });
  return (
    <Fetched query={form}>
      {({ content, keys: _keys, ...standing }) => (
        <Preview content={content} backHref="/cahiers" standing={<FormStanding form={standing} />} />
      )}
    </Fetched>
  );
}

function Preview({
  content,
  backHref,
  standing,
}: {
  readonly content: FormContent;
  readonly backHref: string;
  readonly standing: ReactNode;
}): ReactNode {
  const [activity, setActivity] = useState<PreviewedActivity>("READING");
  const [documentId, setDocumentId] = useState(content.documents[0]?.id ?? "");
  const shown = { content, documentId };
  return (
    <PreviewFrame
      content={content}
      backHref={backHref}
      standing={standing}
      activity={activity}
      onActivity={setActivity}
      documentId={documentId}
      onDocument={setDocumentId}
    >
      {activity === "READING" ? (
        <ReadingPreview key={documentId} {...shown} />
      ) : (
        <WritingPreview key={documentId} {...shown} />
      )}
    </PreviewFrame>
  );
}
