import type { ReactNode } from "react";
import type { TooLong } from "#shared/domain/marking/mark-limits.ts";
import { clockText } from "#shared/domain/marking/moments.ts";
import { textUnit } from "#shared/domain/marking/units.ts";
import { useT, type T } from "#client/app/i18n.tsx";
import { Notice } from "#client/ui/index.ts";

/**
 * More was written than is handed in: each place by its name, and how much it may hold. It counts at each key, so nothing of
 * it is read aloud by itself.
 */
export function TooLongNotice({
  places,
  wereJoined,
}: {
  readonly places: readonly TooLong[];
  /** What two pages wrote was put together. */
  readonly wereJoined: boolean;
}): ReactNode {
  const t = useT();
  if (places.length === 0) return null;
  return (
    <div tabIndex={-1} data-too-long>
      <Notice tone="attention" role="note" title={t("marking.tooLongTitle")}>
        <p>{t(wereJoined ? "marking.tooLongJoined" : "marking.tooLong")}</p>
        <ul>
          {places.map((place) => {
            const words = placeWords(t, place);
            return <li key={words}>{words}</li>;
          })}
        </ul>
      </Notice>
    </div>
  );
}

function placeWords(t: T, place: TooLong): string {
  const { length, most } = place;
  switch (place.of) {
    case "CRITERION":
      return t("marking.tooLongWords", { place: t("marking.commentOnLabel", { criterion: place.criterion }), length, most });
    case "MOMENT":
      return t("marking.tooLongWords", { place: t("marking.momentNote", { time: clockText(place.atMs) }), length, most });
    case "COMMENTS":
      return t("marking.tooLongWords", { place: commentName(t, place.unit), length, most });
    case "REMARKS":
      return t("marking.tooMany", { place: t("marking.remarks"), length, most });
    case "MOMENTS":
      return t("marking.tooMany", { place: t("marking.moments"), length, most });
  }
}

/** Of a text there is one; of a recording one for each unit. */
const commentName = (t: T, unit: Extract<TooLong, { readonly of: "COMMENTS" }>["unit"]): string =>
  unit === textUnit
    ? t("marking.comment")
    : t("marking.commentOfUnit", { unit: t(unit.endsWith("CO") ? "marking.oralComprehension" : "marking.oralExpression") });

/** Leads to the first field that holds more than a person could type there; where only too many were made, to what says so. */
export function focusTooLong(within: HTMLElement | null): void {
  const fields = within?.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input[maxlength], textarea[maxlength]") ?? [];
  const field = [...fields].find(({ value, maxLength }) => value.length > maxLength);
  (field ?? within?.querySelector<HTMLElement>("[data-too-long]"))?.focus();
}
