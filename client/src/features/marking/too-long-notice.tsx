import type { ReactNode } from "react";
import type { TooLong } from "#shared/domain/marking/mark-limits.ts";
import { clockText } from "#shared/domain/marking/moments.ts";
import { textUnit } from "#shared/domain/marking/units.ts";
import { useT, type T } from "#client/app/i18n.tsx";
import { Notice } from "#client/ui/index.ts";

/** What two pages wrote was joined and is longer than what is handed in: each place by its name, and how much it may hold. */
export function TooLongNotice({ places }: { readonly places: readonly TooLong[] }): ReactNode {
  const t = useT();
  if (places.length === 0) return null;
  return (
    <Notice tone="attention" title={t("marking.tooLongTitle")}>
      <p>{t("marking.tooLong")}</p>
      <ul>
        {places.map((place) => {
          const words = placeWords(t, place);
          return <li key={words}>{words}</li>;
        })}
      </ul>
    </Notice>
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

/** Leads to the first field that holds more than a person could type there. */
export const focusTooLong = (within: HTMLElement | null): void =>
  [...(within?.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input[maxlength], textarea[maxlength]") ?? [])]
    .find(({ value, maxLength }) => value.length > maxLength)
    ?.focus();
