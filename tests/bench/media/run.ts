/** npm run bench:media: joining and forwarding against bare mediasoup, journals against plain files, in the same run and in turn. */
import { parseArgs } from "node:util";
import { provisionMediaWorker } from "#scripts/media-worker/provision.ts";
import { note } from "#scripts/steps/say.ts";
import type { Figure } from "../figures.ts";
import { writeTable } from "../table.ts";
import { measureForwarding } from "./forwarding.ts";
import { measureJoins } from "./joins.ts";
import { measureJournals } from "./journals.ts";
import { measureRecovery } from "./recovery.ts";

const { values } = parseArgs({
  options: { only: { type: "string", default: "journals,forwarding,recovery,joins" }, dry: { type: "boolean" } },
});
const workerBin = await provisionMediaWorker({ log: note });
const parts: Readonly<Record<string, () => Promise<Figure[]>>> = {
  journals: () => measureJournals(),
  forwarding: () => measureForwarding(workerBin),
  recovery: () => measureRecovery(workerBin),
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
