import type { FormContent, FormKeys } from "./form-content.ts";
import type { FormFault } from "./form-fault.ts";

/** The right option is the longest in at most two items out of five. */
const mostLongest = 0.4;
const positionsOfFour = 4;

/** FORM-9: what somebody who has not read the text could guess by. */
export function guessableFaults(content: FormContent, keys: FormKeys): FormFault[] {
  const choices = content.items.flatMap((item) => {
    const key = keys[item.id];
    return item.type === "SINGLE_CHOICE" && key?.type === item.type
      ? [{ options: item.options, right: key.option }]
      : [];
  });
  const positions = new Set(choices.map(({ options, right }) => options.findIndex(({ id }) => id === right)));
  const longest = choices.filter(
    ({ options, right }) => options.toSorted((a, b) => b.text.length - a.text.length)[0]?.id === right,
  ).length;
  const truths = content.items.flatMap(({ id }) => {
    const key = keys[id];
    return key && "value" in key ? [key.value] : [];
  });
  const most = Math.floor(choices.length * mostLongest);
  const faults: FormFault[] = [];
  if (positions.size < positionsOfFour)
    faults.push({ code: "KEYS_POSITIONS", part: "GENERAL", found: positions.size, least: positionsOfFour });
  if (longest > most) faults.push({ code: "KEYS_LONGEST", part: "GENERAL", found: longest, most });
  if (truths.filter(Boolean).length * 2 !== truths.length)
    faults.push({
      code: "KEYS_TRUTH",
      part: "GENERAL",
      found: truths.filter(Boolean).length,
      least: truths.length / 2,
    });
  return faults;
}
