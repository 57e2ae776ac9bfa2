/** What a candidate's browser fetches before anything live begins. A size is a fact of the build, not a timing. */
import { gzipKilobytes, measureFirstLoad, type Chunk } from "#scripts/steps/first-load.ts";
import { inProject } from "#scripts/steps/project.ts";

import { report } from "./source-files.ts";

const limitKilobytes = 180;
/** Nothing that decides about marks, nothing that holds answers, in any file that a browser can ask for. */
const forbidden = /^(shared\/(scoring|equity)|prisma|server|generated)\//;
const liveRoom = "/node_modules/mediasoup-client/";

const { all, loaded, missing, kilobytes } = await measureFirstLoad();
console.log(`candidate's first load: ${kilobytes.toFixed(1)} KB gzip in ${loaded.length} files (limit ${limitKilobytes})`);

report("bundle size", [
  ...missing.map((page) => `${page}: is not in the build; correct candidateFirstPages`),
  ...(kilobytes > limitKilobytes ? [`the first load is ${kilobytes.toFixed(1)} KB: ${heaviest(loaded)}`] : []),
  ...loaded
    .filter(({ moduleIds }) => moduleIds.some((id) => id.includes(liveRoom)))
    .map(({ fileName }) => `${fileName}: brings mediasoup-client before a room is opened`),
  ...all.flatMap(({ fileName, moduleIds }) =>
    moduleIds
      .map((id) => id.replace(inProject("/"), ""))
      .filter((path) => forbidden.test(path))
      .map((path) => `${fileName}: holds ${path}`),
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
