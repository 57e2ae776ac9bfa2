import type { ReactNode } from "react";
import { criterionText } from "#shared/domain/marking/rubric.ts";
import { criteriaOf, expectedBand, type Band, type Criterion, type UnitId } from "#shared/domain/marking/units.ts";
import { useT } from "#client/app/i18n.tsx";
import { BandPicker, TextAreaField } from "#client/ui/index.ts";

export interface RubricDraft {
  readonly bands: readonly (Band | null)[];
  readonly comments: string;
}

export interface RubricProps {
  readonly unit: UnitId;
  readonly draft: RubricDraft;
  readonly onChange: (draft: RubricDraft) => void;
  /** `list`: descriptors open, for the text desk. `row`: big keys side by side, for whoever listens at the same time. */
  readonly look: "list" | "row";
  readonly isLocked?: boolean;
  /** False: no comment on the whole. */
  readonly hasComment?: boolean;
  /** What stands under each criterion: its comment, at the text desk. */
  readonly under?: (criterion: Criterion, place: number) => ReactNode;
}

/** One unit of the grid: a band for each criterion, and a comment. */
export function Rubric({
  unit,
  draft,
  onChange,
  look,
  isLocked = false,
  hasComment = true,
  under,
}: RubricProps): ReactNode {
  const t = useT();
  const choose = (place: number, band: Band): void =>
    onChange({ ...draft, bands: draft.bands.map((given, index) => (index === place ? band : given)) });
  return (
    <div className="stack">
      {criteriaOf[unit].map((criterion, place) => {
        const { name, descriptors } = criterionText(criterion);
        return (
          <div key={criterion} data-criterion={criterion}>
            <BandPicker
              legend={`${criterion} · ${t(name)}`}
              look={look}
              bands={descriptors.map(({ band, text }) => ({
                value: band,
                descriptor: t(text),
                ...(band === expectedBand ? { mark: t("marking.expected") } : {}),
              }))}
              value={draft.bands[place] ?? undefined}
              onChange={(band) => choose(place, band)}
              isDisabled={isLocked}
            />
            {under?.(criterion, place)}
          </div>
        );
      })}
      {hasComment && (
        <TextAreaField
          label={t("marking.comment")}
          optionalLabel={t("common.optional")}
          // At the text desk Tab goes from criterion to criterion to handing in; the key C comes here.
          {...(look === "list"
            ? { tabIndex: -1, "aria-keyshortcuts": "c", hint: t("marking.commentKey"), rows: 3 }
            : { rows: 2 })}
          maxLength={4000}
          value={draft.comments}
          readOnly={isLocked}
          onChange={(event) => onChange({ ...draft, comments: event.target.value })}
        />
      )}
    </div>
  );
}

/** The criteria that still lack a band, by their codes. */
export const missingIn = (unit: UnitId, draft: RubricDraft): string[] =>
  criteriaOf[unit].filter((_criterion, place) => (draft.bands[place] ?? null) === null);
