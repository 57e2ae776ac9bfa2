import type { QtiNote } from "#shared/domain/forms/qti-note.ts";

/** What is said of one file, once each. */
export interface Notes {
  readonly all: readonly QtiNote[];
  add(code: QtiNote["code"], what?: string): void;
}

const mostNotes = 40;
const longestWhat = 80;

export function createNotes(): Notes {
  const all: QtiNote[] = [];
  return {
    all,
    add: (code, given = "") => {
      const what = given.slice(0, longestWhat);
      const isSaid = all.some((note) => note.code === code && note.what === what);
      if (!isSaid && all.length < mostNotes) all.push({ code, what });
    },
  };
}
