import { formContent } from "#shared/domain/forms/form-content.ts";
import { partIds } from "#shared/domain/forms/form-faults.ts";
import type { Db, Tx } from "../../platform/db.ts";

/** The ids that cases with another code use: what belongs to two forms would be answered in both. */
export async function idsOfOtherForms(db: Db | Tx, code: string): Promise<ReadonlySet<string>> {
  const forms = await db.form.findMany({ where: { code: { not: code } }, select: { content: true } });
  return new Set(forms.flatMap(({ content }) => partIds(formContent.parse(content))));
}

/** The form that a session of this profession is given on that day: the newest that is in effect, or null. */
export const formInEffect = (db: Db | Tx, professionKey: string, at: Date) =>
  db.form.findFirst({
    where: { professionKey, isPractice: false, effectiveFrom: { lte: at }, retirement: { is: null } },
    orderBy: [{ effectiveFrom: "desc" }, { version: "desc" }],
    select: { id: true },
  });
