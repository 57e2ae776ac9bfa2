/** npm run bench:media: joining against bare mediasoup and journals against plain files, in the same run and in turn. */
import { parseArgs } from "node:util";
import { provisionMediaWorker } from "#scripts/media-worker/provision.ts";
import { note } from "#scripts/steps/say.ts";
import type { Figure } from "../figures.ts";
import { writeTable } from "../table.ts";
import { measureJoins } from "./joins.ts";
import { measureJournals } from "./journals.ts";

const { values } = parseArgs({
  options: { only: { type: "string", default: "journals,joins" }, dry: { type: "boolean" } },
});
const workerBin = await provisionMediaWorker({ log: note });
const parts: Readonly<Record<string, () => Promise<Figure[]>>> = {
  journals: () => measureJournals(),
  joins: () => measureJoins(workerBin),
};
const figures: Figure[] = [];
for (const part of values.only.split(",")) {
  const measure = parts[part];
  if (!measure) throw new Error(`There is no part ${part}; there are ${Object.keys(parts).join(", ")}.`);
  console.log(`… ${part}`);
  for (const figure of await measure()) {
    figures.push(figure);
    console.log(`  ${figure.name}: ${figure.value}${figure.target ? ` (${figure.target})` : ""}\n    ${figure.how}`);
  }
}
if (!values.dry) writeTable(figures, undefined);
process.exit(0);
