import { canonicalJson, type Json } from "#shared/kernel/canonical-json.ts";
import { combinationInput, combineInputs } from "#shared/scoring/combination.ts";
import { scoringInput } from "#shared/scoring/input.ts";
import { computeReport } from "#shared/scoring/report.ts";
import type { Db } from "../../platform/db.ts";
import { sha256Hex } from "../../platform/hash.ts";

/** Few enough to fit any memory, enough that the database is asked seldom. */
const batch = 500;

/**
 * Every stored report, computed again from its own stored input, one batch after another: memory does not grow with their
 * number. Answers how many there are, and the ids of those that come out differently, which no report should.
 */
export async function rescoreStored(db: Db): Promise<{ reports: number; different: string[] }> {
  const different: string[] = [];
  let reports = 0;
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const rows = await db.report.findMany({
      where: { id: { gt: after } },
      orderBy: { id: "asc" },
      take: batch,
      select: { id: true, input: true, report: true },
    });
    for (const { id, input, report } of rows) {
      const again: Json = JSON.parse(JSON.stringify(computeReport(scoringInput.parse(input)))) as Json;
      if (canonicalJson(again) !== canonicalJson(report as Json)) different.push(id);
    }
    reports += rows.length;
    const last = rows.at(-1);
    if (!last || rows.length < batch) return { reports, different };
    after = last.id;
  }
}

/** The same of every stored combination. */
export async function recombineStored(db: Db): Promise<{ combinations: number; different: string[] }> {
  const different: string[] = [];
  let combinations = 0;
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const rows = await db.combination.findMany({
      where: { id: { gt: after } },
      orderBy: { id: "asc" },
      take: batch,
      select: { id: true, input: true, inputHash: true, combined: true },
    });
    for (const { id, input, inputHash, combined } of rows) {
      const again: Json = JSON.parse(JSON.stringify(combineInputs(combinationInput.parse(input)))) as Json;
      const isSame = canonicalJson(again) === canonicalJson(combined as Json);
      if (!isSame || sha256Hex(canonicalJson(input as Json)) !== inputHash) different.push(id);
    }
    combinations += rows.length;
    const last = rows.at(-1);
    if (!last || rows.length < batch) return { combinations, different };
    after = last.id;
  }
}
