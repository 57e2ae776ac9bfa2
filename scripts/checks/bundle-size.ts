/**
 * What a candidate's browser fetches before anything live begins, and what no browser fetches ever. A size is a fact of the
 * build, not a timing.
 */
import { readFileSync } from "node:fs";

import { seedForms } from "#prisma/seed/content/index.ts";
import { candidateFirstPages, gzipKilobytes, measureFirstLoad, type Chunk } from "#scripts/steps/first-load.ts";
import { inProject } from "#scripts/steps/project.ts";
import { frForDay } from "#shared/i18n/fr/day.ts";
import { frForEverybody } from "#shared/i18n/fr/everybody.ts";
import { frForStaff } from "#shared/i18n/fr/staff.ts";
import { formsToldInCode } from "#tests/support/told-keys.ts";

import { report } from "./source-files.ts";

const limitKilobytes = 180;
/** Nothing that decides about marks, nothing that holds answers, in any file that a browser can ask for. */
const forbidden = /^((shared\/(scoring|equity)|prisma|server|generated)\/|shared\/domain\/reading\/(score-answer|right-answer)\.ts)/;
const liveRoom = "/node_modules/mediasoup-client/";

const namesOf = (words: object): Set<string> => new Set(Object.keys(words).map((key) => key.split(".")[0] ?? ""));
/** Words that come with their pages: a page that does not wait for them and asks for one would break. */
const early = namesOf(frForEverybody);
const laterWords = [...namesOf({ ...frForDay, ...frForStaff })].filter((name) => !early.has(name));
const plainPages = Array.from(
  readFileSync(inProject("client/src/app/routes.tsx"), "utf8").matchAll(/^  page\(.*?import\("#client\/([^"]+)"\)/gm),
  ([, path = ""]) => `client/src/${path}`,
);
const asksForLater = new RegExp(`["'\`](?:${laterWords.join("|")})\\.[A-Za-z$]`);

const { all, texts, loaded, missing, kilobytes } = await measureFirstLoad();
console.log(`candidate's first load: ${kilobytes.toFixed(1)} KB gzip in ${loaded.length} files (limit ${limitKilobytes})`);

report("bundle size", [
  ...missing.map((page) => `${page}: is not in the build; correct candidateFirstPages`),
  ...(kilobytes > limitKilobytes ? [`the first load is ${kilobytes.toFixed(1)} KB: ${heaviest(loaded)}`] : []),
  ...loaded
    .filter(({ moduleIds }) => moduleIds.some((id) => id.includes(liveRoom)))
    .map(({ fileName }) => `${fileName}: brings mediasoup-client before a room is opened`),
  ...(await measureFirstLoad([...candidateFirstPages, ...plainPages])).loaded
    .filter(({ code }) => asksForLater.test(code))
    .map(({ fileName, code }) => `${fileName}: asks for words that come later: ${asksForLater.exec(code)?.[0] ?? ""}…`),
  ...all.flatMap(({ fileName, moduleIds }) =>
    moduleIds
      .map((id) => id.replace(inProject("/"), ""))
      .filter((path) => forbidden.test(path))
      .map((path) => `${fileName}: holds ${path}`),
  ),
  // By its words too, however it came in [HST-5].
  ...texts.flatMap(({ fileName, text }) =>
    formsToldInCode(text, seedForms)
      .slice(0, 5)
      .map((told) => `${fileName}: holds «${told}» of a form`),
  ),
]);

function heaviest(chunks: readonly Chunk[]): string {
  return chunks
    .map((chunk) => ({ name: chunk.fileName, size: gzipKilobytes(chunk) }))
    .toSorted((a, b) => b.size - a.size)
    .slice(0, 5)
    .map(({ name, size }) => `${name} ${size.toFixed(1)} KB`)
    .join(", ");
}
