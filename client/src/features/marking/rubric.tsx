import type { ReactNode } from "react";
import { markLimits } from "#shared/domain/marking/mark-limits.ts";
import { bands, criteriaOf, expectedBand, type Band, type Criterion, type UnitId } from "#shared/domain/marking/units.ts";
import type { GridView } from "#shared/protocol/grid.ts";
import { useLocale, useT } from "#client/app/i18n.tsx";
import { TextAreaField } from "#client/ui/index.ts";
import { BandPicker } from "#client/ui/band-picker.tsx";

export interface RubricDraft {
  readonly bands: readonly (Band | null)[];
  readonly comments: string;
}

export interface RubricProps {
  /** In the words of the rules that the exam was sat under. */
  readonly grid: GridView;
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
  grid,
  draft,
  onChange,
  look,
  isLocked = false,
  hasComment = true,
  under,
}: RubricProps): ReactNode {
  const t = useT();
  const { locale } = useLocale();
  const choose = (place: number, band: Band): void =>
    onChange({ ...draft, bands: draft.bands.map((given, index) => (index === place ? band : given)) });
  return (
    <div className="stack">
      {grid.criteria.map(({ criterion, name, descriptors }, place) => (
        <div key={criterion} data-criterion={criterion} className={under && "stack"}>
          <BandPicker
            legend={`${criterion} · ${name[locale]}`}
            look={look}
            bands={bands.map((band) => ({
              value: band,
              descriptor: descriptors[band]?.[locale] ?? "",
              ...(band === expectedBand ? { mark: t("marking.expected") } : {}),
            }))}
            value={draft.bands[place] ?? undefined}
            onChange={(band) => choose(place, band)}
            isDisabled={isLocked}
          />
          {under?.(criterion, place)}
        </div>
      ))}
      {hasComment && (
        <TextAreaField
          label={t("marking.comment")}
          optionalLabel={t("common.optional")}
          // At the text desk Tab goes from criterion to criterion to handing in; the key C comes here.
          {...(look === "list"
            ? { tabIndex: -1, "aria-keyshortcuts": "c", hint: t("marking.commentKey"), rows: 3 }
            : { rows: 2 })}
          maxLength={markLimits.comments}
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

/** One of the grids of a view: the server sends one for each unit that it names. */
export function gridFor(grids: readonly GridView[], unit: UnitId): GridView {
  const grid = grids.find((one) => one.unit === unit);
  if (!grid) throw new Error(`The view has no grid for ${unit}.`);
  return grid;
}
