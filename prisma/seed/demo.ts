import { ok } from "#shared/kernel/result.ts";
import { demonstrationPassword } from "#shared/domain/demo/people.ts";
import { formContent, formKeys } from "#shared/domain/forms/form-content.ts";
import { rulesOf } from "#shared/domain/policies/stored-rules.ts";
import { hashPassword } from "#server/features/accounts/password.ts";
import type { Deps } from "#server/platform/deps.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { seedForms } from "./content/index.ts";
import { bodies, staff } from "./demo/people.ts";
import { seedInvitation } from "./demo/invitation.ts";
import { practiceBodyCode } from "./practice.ts";
import { seedDays } from "./demo/sessions.ts";

/**
 * Demonstration content: two orders, everybody who works, two forms, and sessions, two of which can be held right now.
 * Safe to run at every start: what is there stays, and a fresh pair of sessions replaces one that has been held.
 */
export async function seedDemonstration(deps: Deps): Promise<void> {
  // Two nodes that start at once must not seed twice.
  await deps.db.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(7302012)`;
      if ((await deps.db.body.count({ where: { code: { not: practiceBodyCode } } })) === 0) await seedFoundation(deps);
      await seedDays(deps);
      await seedInvitation(deps);
    },
    { timeout: 60_000 },
  );
}

const dayMs = 24 * 60 * 60_000;

async function seedFoundation(deps: Deps): Promise<void> {
  const passwordHash = await hashPassword(demonstrationPassword);
  await commit(deps, async (uow) => {
    await uow.tx.scoringPolicy.create({
      data: {
        version: 1,
        policy: rulesOf({}),
        approvedBy: "Comité d’examen (démonstration)",
        approvedAt: uow.now,
        // Before the sessions that can be held right away: they began a few minutes ago.
        effectiveFrom: new Date(uow.now.getTime() - dayMs),
      },
    });
    // The practice case may be there already: every installation has it.
    await uow.tx.form.createMany({
      skipDuplicates: true,
      data: seedForms.map(({ content, keys }) => ({
        code: content.code,
        version: content.version,
        professionKey: content.professionKey,
        title: content.title,
        isPractice: content.isPractice,
        content: formContent.parse(content),
        keys: formKeys.parse(keys),
        createdAt: uow.now,
      })),
    });
    await uow.tx.body.createMany({ data: [...bodies] });
    const known = await uow.tx.body.findMany({ select: { id: true, code: true } });
    await uow.tx.account.createMany({
      data: staff.map(({ bodyCode, roles, ...person }, index) => ({
        ...person,
        roles: [...roles],
        bodyId: known.find(({ code }) => code === bodyCode)?.id ?? null,
        passwordHash,
        // In the order in which the demonstration lists them.
        createdAt: new Date(uow.now.getTime() + index),
      })),
    });
    uow.audit({ actorId: null, type: "demonstration.seeded", subjectType: "demonstration", subjectId: "foundation" });
    return ok(null);
  });
}
