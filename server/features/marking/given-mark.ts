import { annotationList, type Annotation } from "#shared/domain/marking/annotations.ts";
import { momentList, type Moment } from "#shared/domain/marking/moments.ts";

/** What somebody gave with a mark: the bands, and all the words beside them. */
export const givenSelect = {
  id: true,
  bands: true,
  comments: true,
  criterionComments: true,
  annotations: true,
  moments: true,
  lockedAt: true,
} as const;

interface StoredWords {
  readonly annotations: unknown;
  readonly moments: unknown;
}

/** Words at a place of the text or at a moment of the recording are stored as JSON, and read as what they are. */
export const withWords = <Row extends StoredWords>(
  row: Row,
): Omit<Row, keyof StoredWords> & { readonly annotations: readonly Annotation[]; readonly moments: readonly Moment[] } => ({
  ...row,
  annotations: annotationList.parse(row.annotations),
  moments: momentList.parse(row.moments),
});
