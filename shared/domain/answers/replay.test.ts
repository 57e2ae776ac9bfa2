import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldOps, replayText, type TypedOp } from "./replay.ts";
import { applyPatch, patchBetween, textPatch } from "./text-patch.ts";

// Letters that repeat, accents and pairs of surrogates: where a stretch of difference is easily taken too short.
const text = fc.string({ unit: fc.constantFrom("a", "é", " ", "😀", "😁", "\u00A0", "e\u0301"), maxLength: 40 });

describe("a patch", () => {
  test("[SAV-16] leads from any text to any other, is well-formed, and fits no other text", () => {
    fc.assert(
      fc.property(text, text, text, (before, after, other) => {
        const patch = patchBetween(before, after);
        expect(textPatch.parse(patch)).toEqual(patch);
        expect(applyPatch(before, patch)).toEqual({ ok: true, value: after });
        if (other !== before) expect(applyPatch(other, patch)).toEqual({ ok: false, error: "WRONG_TEXT" });
      }),
      { seed: 20261122, numRuns: 500 },
    );
  });

  test("[SAV-16] one that splits a character or says another result is refused", () => {
    const patch = patchBetween("a😀", "a😁");
    expect(patch).toMatchObject({ at: 1, cut: 2, put: "😁" });
    expect(applyPatch("a😀", { ...patch, at: 2, cut: 1 })).toMatchObject({ ok: false });
    expect(applyPatch("a😀", { ...patch, after: "0".repeat(16) })).toMatchObject({ ok: false });
    expect(applyPatch("a😀", { ...patch, cut: 9 })).toMatchObject({ ok: false });
  });
});

describe("a typed history", () => {
  const history = fc.array(fc.record({ key: fc.constantFrom("text", "notes"), text, isWhole: fc.boolean() }), {
    minLength: 1,
    maxLength: 20,
  });

  test("[SAV-17] replays every text that was typed, per key and in order", () => {
    fc.assert(
      fc.property(history, (steps) => {
        const held = new Map<string, string>();
        const ops: TypedOp[] = steps.map((step, index) => {
          const before = held.get(step.key);
          held.set(step.key, step.text);
          const value = step.isWhole || before === undefined ? step.text : patchBetween(before, step.text);
          return { seq: index + 1, key: step.key, value, tMono: index * 1_000 };
        });
        for (const key of ["text", "notes"])
          expect(replayText(ops, key)).toEqual({
            ok: true,
            value: steps.flatMap((step, index) =>
              step.key === key ? [{ seq: index + 1, tMono: index * 1_000, text: step.text }] : [],
            ),
          });
        const folded = foldOps(new Map(), ops);
        expect(folded.ok && new Map(folded.value.map((op) => [op.key, op.content]))).toEqual(held);
      }),
      { seed: 20261122, numRuns: 300 },
    );
  });

  test("[SAV-17] a log with a piece missing says where it breaks, and an answer taken back reads empty", () => {
    const patch = patchBetween("a", "ab");
    const op = (seq: number, value: TypedOp["value"]): TypedOp => ({ seq, key: "text", value, tMono: null });
    expect(replayText([op(1, "x"), op(2, patch)], "text")).toEqual({ ok: false, error: 2 });
    expect(replayText([op(3, patch)], "text")).toEqual({ ok: false, error: 3 });
    expect(replayText([op(1, "a"), op(2, null)], "text")).toEqual({
      ok: true,
      value: [
        { seq: 1, tMono: null, text: "a" },
        { seq: 2, tMono: null, text: "" },
      ],
    });
  });
});
