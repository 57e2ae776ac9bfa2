import { err, ok } from "#shared/kernel/result.ts";
import * as contract from "#shared/protocol/demo.ts";
import { demonstrationPassword, slugOf } from "#shared/domain/demo/people.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { createLinkStep } from "../accounts/steps.ts";

const minute = 60_000;
/** Sessions of a kind that are over and still shown. */
const mostOver = 2;

/** Absent (NOT_FOUND) outside demonstration mode. */
export const demoRoutes: readonly BoundRoute[] = [
  serve(contract.demonstration, async ({ db, config }) => {
    if (!config.isDemonstration) return err("NOT_FOUND");
    const known = await db.session.findMany({
      where: { isPractice: false, state: { in: ["OPEN", "IN_PROGRESS", "HELD"] }, sittings: { some: {} } },
      orderBy: [{ deliveryMode: "asc" }, { startsAt: "asc" }],
      select: {
        id: true,
        deliveryMode: true,
        state: true,
        startsAt: true,
        timeZone: true,
        body: { select: { code: true } },
        advisers: { select: { accountId: true } },
        sittings: {
          select: { accountId: true, writingTool: true, booking: { select: { isActive: true } } },
          orderBy: { createdAt: "asc" },
        },
      },
    });
    // What is over stays, the newest of each kind: its people still have marks, results and an attestation.
    const isOver = ({ state }: { readonly state: string }): boolean => state === "HELD";
    const overLike = (one: (typeof known)[number]) =>
      known.filter(({ deliveryMode, state }) => deliveryMode === one.deliveryMode && isOver({ state }));
    const sessions = known
      .filter((one) => !isOver(one) || overLike(one).slice(-mostOver).includes(one))
      .map((one) => ({ ...one, sittings: one.sittings.filter(({ booking }) => isOver(one) || booking?.isActive === true) }));
    const tools = new Map(sessions.flatMap(({ sittings }) => sittings.map((one) => [one.accountId, one.writingTool])));
    const accounts = await db.account.findMany({
      where: { roles: { isEmpty: false } },
      orderBy: { createdAt: "asc" },
      select: { id: true, givenName: true, familyName: true, email: true, roles: true, body: { select: { code: true } } },
    });
    return ok({
      password: demonstrationPassword,
      sessions: sessions.map((session) => ({
        sessionId: session.id,
        bodyCode: session.body.code,
        deliveryMode: session.deliveryMode,
        state: session.state,
        startsAt: session.startsAt.toISOString(),
        timeZone: session.timeZone,
        candidateIds: session.sittings.map(({ accountId }) => accountId),
        adviserIds: session.advisers.map(({ accountId }) => accountId),
      })),
      people: accounts.map((account) => ({
        accountId: account.id,
        slug: slugOf(account.email),
        name: `${account.givenName} ${account.familyName}`,
        email: account.email,
        roles: account.roles,
        bodyCode: account.body?.code ?? null,
        tool: tools.get(account.id) ?? null,
      })),
    });
  }),
  serve(contract.demonstrationTicket, async (deps, _actor, { body }) => {
    if (!deps.config.isDemonstration) return err("NOT_FOUND");
    return commit(deps, async (uow) => {
      const known = await uow.tx.account.count({ where: { id: body.accountId } });
      if (known !== 1) return err("NOT_FOUND");
      const { token } = await createLinkStep(uow, body.accountId, 5 * minute);
      return ok({ token });
    });
  }),
];
