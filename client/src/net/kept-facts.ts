import { keptFactMs, mostKeptFacts } from "#shared/domain/integrity/kept-fact.ts";
import type { RouteArguments } from "#shared/protocol/define.ts";
import type { reportObservation } from "#shared/protocol/integrity.ts";
import { readStored, writeStored } from "#client/ui/stored-state.ts";
import { wallClockMs } from "./wall-clock.ts";

/**
 * What pages of this browser could not tell the record yet: kinds and numbers, never a word of anybody. It is kept where
 * a write is done at once, since a page that goes waits for nothing.
 */

export type Fact = RouteArguments<typeof reportObservation>["body"];

export interface KeptFact {
  readonly sittingId: string;
  /** By the device's own clock. */
  readonly keptAt: number;
  readonly body: Fact & { readonly reportId: string };
}

const key = "epreuve.facts";

/** In the order in which they happened. */
export const keptFacts = (): readonly KeptFact[] =>
  parsed(readStored(key)).filter(({ keptAt }) => Math.abs(wallClockMs() - keptAt) < keptFactMs);

export const keepFact = (fact: KeptFact): void => write([...keptFacts(), fact].slice(-mostKeptFacts));

export const forgetFact = ({ body }: KeptFact): void => write(keptFacts().filter((kept) => kept.body.reportId !== body.reportId));

const write = (facts: readonly KeptFact[]): void => writeStored(key, facts.length === 0 ? null : JSON.stringify(facts));

/** Anybody may have written there: what is no fact is left out, and what is none of the contract is the server's to refuse. */
function parsed(stored: string | null): readonly KeptFact[] {
  try {
    const facts: unknown = JSON.parse(stored ?? "[]");
    return Array.isArray(facts) ? facts.filter(isFact) : [];
  } catch {
    return [];
  }
}

const isFact = (given: Partial<KeptFact> | null): given is KeptFact =>
  typeof given?.sittingId === "string" && typeof given.keptAt === "number" && typeof given.body?.reportId === "string";
