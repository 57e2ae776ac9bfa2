import { gzipSync } from "node:zlib";

import { build, type Rolldown } from "vite";

import { inProject } from "./project.ts";

export type Chunk = Rolldown.OutputChunk;

export type FirstLoad = {
  /** Every file of the build, with the modules that went into it. */
  readonly all: readonly Chunk[];
  /** What stands in every file of the build, those that are no module of the page too: workers, styles. */
  readonly texts: readonly { readonly fileName: string; readonly text: string }[];
  /** What the browser fetches for the given pages: their files, and those that they import at once. */
  readonly loaded: readonly Chunk[];
  /** Pages of the list that the build does not have. */
  readonly missing: readonly string[];
  readonly kilobytes: number;
};

/** What stands before the first live room: the shell, and the page where a candidate finds the next step. */
export const candidateFirstPages = ["client/src/main.tsx", "client/src/features/journey/journey-page.tsx"];

/** Builds the browser part in memory, since only the build's own record says which module went into which file. */
export async function measureFirstLoad(pages: readonly string[] = candidateFirstPages): Promise<FirstLoad> {
  const built = await build({
    configFile: inProject("client", "vite.config.ts"),
    logLevel: "error",
    build: { write: false, reportCompressedSize: false },
  });
  const files = (Array.isArray(built) ? built : [built]).flatMap((result) => ("output" in result ? result.output : []));
  const all = files.filter((file): file is Chunk => file.type === "chunk");
  const byName = new Map(all.map((chunk) => [chunk.fileName, chunk]));
  const loaded = new Set<Chunk>();
  const add = (chunk: Chunk | undefined): void => {
    if (!chunk || loaded.has(chunk)) return;
    loaded.add(chunk);
    for (const name of chunk.imports) add(byName.get(name));
  };
  const found = pages.map((page) => ({ page, chunk: all.find(({ moduleIds }) => moduleIds.includes(inProject(page))) }));
  for (const { chunk } of found) add(chunk);
  return {
    all,
    texts: files.map((file) => ({ fileName: file.fileName, text: file.type === "chunk" ? file.code : Buffer.from(file.source).toString("utf8") })),
    loaded: [...loaded],
    missing: found.filter(({ chunk }) => !chunk).map(({ page }) => page),
    kilobytes: [...loaded].reduce((sum, chunk) => sum + gzipKilobytes(chunk), 0),
  };
}

export const gzipKilobytes = ({ code }: Chunk): number => gzipSync(code).length / 1024;
