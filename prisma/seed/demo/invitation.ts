import { ok } from "#shared/kernel/result.ts";
import { referStep } from "#server/features/referrals/refer-step.ts";
import type { Deps } from "#server/platform/deps.ts";
import { commit } from "#server/platform/unit-of-work.ts";

const birthDates = ["1996-02-11", "1988-10-24", "1999-05-06"];
const names = [
  { givenName: "Sofia", familyName: "Ivanova" },
  { givenName: "Minh", familyName: "Nguyen" },
  { givenName: "Rosa", familyName: "Almeida" },
];

/** Makes sure that somebody has been referred and has not come yet: their invitation waits in the mailbox. */
export async function seedInvitation(deps: Deps): Promise<void> {
  const waiting = await deps.db.registration.count({ where: { state: "PENDING_CONFIRMATION" } });
  if (waiting > 0) return;
  const number = (await deps.db.referral.count({ where: { fileNumber: { startsWith: "OIIQ-INV-" } } })) + 1;
  const name = names[(number - 1) % names.length];
  if (!name) throw new Error("There are names.");
  await commit(deps, async (uow) => {
    const clerk = await uow.tx.account.findFirstOrThrow({
      where: { body: { code: "OIIQ" }, roles: { has: "CLERK" } },
      select: { id: true, bodyId: true },
    });
    if (!clerk.bodyId) throw new Error("A clerk works for an order.");
    const email =
      `${name.givenName}.${name.familyName}${number > names.length ? `.${number}` : ""}@courriel.test`.toLowerCase();
    await referStep(uow, { bodyId: clerk.bodyId, accountId: clerk.id, source: "FORM" }, [
      {
        ...name,
        email,
        birthDate: birthDates[(number - 1) % birthDates.length] ?? "1990-01-01",
        fileNumber: `OIIQ-INV-${number}`,
        reason: "ART_35",
        phone: null,
      },
    ]);
    return ok(null);
  });
}
