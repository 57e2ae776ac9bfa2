import { useState } from "react";
import { examRules, type ExamRules } from "#shared/domain/policies/exam-rules.ts";
import { leavesOf, withLeaves, type LeafPath } from "#shared/domain/policies/differences.ts";
import { withTypography } from "#shared/domain/forms/text-measures.ts";
import { readStored, writeStored } from "#client/ui/stored-state.ts";

type Typed = Readonly<Record<LeafPath, string>>;

export interface Proposal {
  readonly typed: (path: LeafPath) => string;
  readonly type: (path: LeafPath, value: string) => void;
  /** What is typed, as rules; undefined while something is wrong. */
  readonly rules: ExamRules | undefined;
  /** A leaf, or the row that it is in. */
  readonly isWrong: (path: LeafPath) => boolean;
  /** Back to the newest version. */
  readonly forget: () => void;
  /** Something was typed before and is here again. */
  readonly isTakenUp: boolean;
}

const storageKey = (version: number): string => `epreuve.rules-proposal.${version}`;

/** A comma or a point: people type decimals as they write them. */
const numberOf = (text: string): number => (text.trim() === "" ? Number.NaN : Number(text.replace(",", ".")));

/** The newest version while somebody changes it. A hundred texts are not typed twice: it stays on this device. */
export function useProposal(newest: ExamRules, version: number): Proposal {
  const [kept] = useState(() => storedOf(version));
  const [changes, setChanges] = useState<Typed>(kept);
  const leaves = leavesOf(newest);
  const typed = (path: LeafPath): string => changes[path] ?? String(leaves.get(path) ?? "");
  const given = examRules.safeParse(
    withLeaves(newest, (path, leaf) => {
      const text = changes[path];
      if (text === undefined) return leaf;
      if (typeof leaf === "number") return numberOf(text);
      if (typeof leaf === "boolean") return text === "true";
      return path.endsWith("/fr") ? withTypography(text) : text;
    }),
  );
  const wrong = new Set(given.error?.issues.map(({ path }) => path.join("/")));
  return {
    typed,
    type: (path, value) => {
      const next = { ...changes, [path]: value };
      setChanges(next);
      writeStored(storageKey(version), JSON.stringify(next));
    },
    rules: given.data,
    isWrong: (path) => wrong.has(path) || wrong.has(path.slice(0, path.lastIndexOf("/"))),
    forget: () => {
      setChanges({});
      writeStored(storageKey(version), null);
    },
    isTakenUp: Object.keys(kept).length > 0 && Object.keys(changes).length > 0,
  };
}

/** Anybody may have written there: only texts are taken. */
function storedOf(version: number): Typed {
  try {
    const stored: unknown = JSON.parse(readStored(storageKey(version)) ?? "{}");
    const entries = typeof stored === "object" && stored !== null ? Object.entries(stored) : [];
    return Object.fromEntries(
      entries.flatMap(([path, text]): [string, string][] => (typeof text === "string" ? [[path, text]] : [])),
    );
  } catch {
    return {};
  }
}
