import { formContent, formKeys } from "#shared/domain/forms/form-content.ts";
import type { Deps } from "#server/platform/deps.ts";
import { content, keys } from "./content/practice/index.ts";

/** The body that no order is: nobody works for it, so that nobody's list shows what happens in it. */
export const practiceBodyCode = "PRACTICE";

/**
 * The practice exam's own world, in every installation: its case, and one session without date and without advisers
 * whose sittings nothing counts. It holds nobody's name: whoever practises is known by their account alone. Safe to run
 * at every start.
 */
export async function seedPractice({ db, clock }: Pick<Deps, "db" | "clock">): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(7302015)`;
    if ((await tx.session.count({ where: { isPractice: true } })) > 0) return;
    const createdAt = clock.now();
    const { code, version, professionKey, profession, title, isPractice } = content;
    const form = await tx.form.upsert({
      where: { code_version: { code, version } },
      create: {
        code,
        version,
        professionKey,
        title,
        isPractice,
        content: formContent.parse(content),
        keys: formKeys.parse(keys),
        createdAt,
      },
      update: {},
      select: { id: true },
    });
    const names = { givenName: "Entraînement", familyName: "Entraînement" };
    const body = await tx.body.create({
      data: { code: practiceBodyCode, name: "Entraînement", professionKey, profession },
      select: { id: true },
    });
    // Belongs to nobody: no role, no password, an address that cannot exist.
    const account = await tx.account.create({
      data: { ...names, email: "entrainement@epreuve.invalid", roles: [], createdAt },
      select: { id: true },
    });
    const referral = await tx.referral.create({
      data: {
        ...names,
        birthDate: new Date(0),
        bodyId: body.id,
        referredById: account.id,
        reason: "ART_35",
        fileNumber: practiceBodyCode,
        source: "FORM",
        createdAt,
      },
      select: { id: true },
    });
    await tx.registration.create({
      data: {
        ...names,
        referralId: referral.id,
        bodyId: body.id,
        accountId: account.id,
        state: "DONE",
        birthDate: new Date(0),
        createdAt,
      },
    });
    await tx.session.create({
      data: {
        bodyId: body.id,
        formId: form.id,
        deliveryMode: "ONLINE",
        state: "IN_PROGRESS",
        startsAt: new Date(0),
        place: "",
        capacity: 1,
        isPractice: true,
      },
    });
  });
}
