import { isBirthDate } from "#shared/domain/referrals/person-data.ts";
import { isNumberTaken, isReferredAgain } from "#shared/domain/referrals/referral-rows.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type { referPerson as contract } from "#shared/protocol/referrals.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { knownTo } from "./queries.ts";
import { referStep } from "./refer-step.ts";
import { lockBody } from "./store.ts";

export const referPerson: RouteHandler<typeof contract> = (deps, actor, { body }) =>
  commit(deps, async (uow) => {
    const { bodyId } = actor;
    if (!bodyId) return err("NOT_FOUND");
    if (!isBirthDate(body.birthDate, uow.now.toISOString().slice(0, 10))) return err("BIRTH_DATE_UNLIKELY");
    await lockBody(uow.tx, bodyId);
    const known = await knownTo(uow.tx, bodyId, { emails: [body.email], fileNumbers: [body.fileNumber] });
    if (known.staffEmails.size > 0) return err("EMAIL_NOT_USABLE");
    if (known.emails.size > 0) return err("EMAIL_ALREADY_REFERRED");
    if (isNumberTaken(known, body)) return err("FILE_NUMBER_TAKEN");
    const by = { bodyId, accountId: actor.accountId, source: "FORM" } as const;
    const [registrationId] = await referStep(uow, by, [body]);
    if (!registrationId) throw new Error("A referral was not written.");
    return ok({ registrationId, isAgain: isReferredAgain(known, body) });
  });
