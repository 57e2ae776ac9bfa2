import { operationHash } from "#shared/domain/answers/answer-value.ts";
import { patchBetween } from "#shared/domain/answers/text-patch.ts";
import { sha256Hex } from "#server/platform/hash.ts";

const words =
  "Madame, Monsieur, je recommande donc que le service reste ouvert le samedi, car les familles viennent. ".split(" ");
/** Some two hundred words: a text that is written, read again and changed. */
const longest = 1_250;
/** What three seconds of typing give. */
const charactersEach = 15;
const patchesBetweenTexts = 20;

/** One person's page: what it types, as the operations that a page makes of it. */
export class Typist {
  private seq = 0;
  private readonly texts = new Map([
    ["text", ""],
    ["notes", ""],
  ]);
  private readonly patches = new Map<string, number>();
  private turn: number;

  constructor(start: number) {
    this.turn = start;
  }

  /** Operations as in a page's log: the text, and now and then a note. */
  next(count: number): {
    from: number;
    ops: { seq: number; key: string; value: unknown; hash: string; tMono: number }[];
  } {
    const from = this.seq + 1;
    return { from, ops: Array.from({ length: count }, () => this.type()) };
  }

  private type(): { seq: number; key: string; value: unknown; hash: string; tMono: number } {
    this.turn += 1;
    this.seq += 1;
    const key = this.turn % 10 === 0 ? "notes" : "text";
    const before = this.texts.get(key) ?? "";
    const after = this.grow(before);
    this.texts.set(key, after);
    const since = this.patches.get(key);
    const isWhole = since === undefined || since >= patchesBetweenTexts;
    this.patches.set(key, isWhole ? 0 : since + 1);
    const value = isWhole ? after : patchBetween(before, after, sha256Hex);
    return { seq: this.seq, key, value, hash: operationHash({ key, value }, sha256Hex), tMono: this.seq * 3_000 };
  }

  private grow(before: string): string {
    let typed = "";
    while (typed.length < charactersEach) typed += `${words[(this.turn + typed.length) % words.length] ?? ""} `;
    if (before.length < longest) return before + typed;
    // A sentence is taken out of the middle, as somebody does who has too many words.
    const at = (this.turn * 37) % (longest - 300);
    return before.slice(0, at) + typed + before.slice(at + 200);
  }
}
