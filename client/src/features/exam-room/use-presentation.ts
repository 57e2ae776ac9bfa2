import { useEffect } from "react";
import { textSizes, type Presentation } from "#shared/domain/accommodations/measures.ts";
import { presetTheme, readStored, writeStored } from "#client/ui/index.ts";

/**
 * What was granted beforehand is how the page looks when the day begins; from then on the person's own choice counts.
 * The letters and the layout have no switch: they stay as granted.
 */
export function usePresentation(sittingId: string, granted: Presentation): void {
  const { textSize, theme, font, layout } = granted;

  // Once for each sitting on this device, before a room is opened.
  useEffect(() => {
    const key = `epreuve.preset.${sittingId}`;
    const preset = `${textSize}/${theme}`;
    if ((textSize === null && theme === null) || readStored(key) === preset) return;
    writeStored(key, preset);
    if (textSize !== null) writeStored("epreuve.exam-text", String(textSizes.indexOf(textSize)));
    if (theme !== null) presetTheme(theme);
  }, [sittingId, textSize, theme]);

  // The whole document changes, dialogs included; it is as before once the day is left.
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (font === "SPACED") dataset["font"] = "spaced";
    if (layout === "SCREEN_READER") dataset["layout"] = "linear";
    return () => {
      delete dataset["font"];
      delete dataset["layout"];
    };
  }, [font, layout]);
}
