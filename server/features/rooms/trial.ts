import { operationHash } from "#shared/domain/answers/answer-value.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type * as contract from "#shared/protocol/rooms.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { signTicket, ticketLifeMs } from "../../platform/ticket.ts";
import { iceServersFor } from "../../platform/turn.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { echoSuffix } from "./policy.ts";
import { placeTrial } from "./place-room.ts";
import { keepTrial } from "./store.ts";
import { ownsRegistration } from "./tech-check.ts";

/** The same node, the same tickets and the same relays as a room of the exam; nobody else is ever in this one. */
export const joinTrialRoom: RouteHandler<typeof contract.joinTrialRoom> = async (deps, actor) => {
  const now = deps.clock.now();
  const placed = await placeTrial(deps.db);
  if (!placed.ok) return placed;
  const place = placed.value;
  const room = `trial-${actor.accountId}`;
  const seat = (peer: string, canPublish: ("camera" | "microphone")[]) => ({
    peer,
    ticket: signTicket(deps.config.secret, {
      node: place.node,
      room,
      peer,
      name: "",
      role: "CANDIDATE",
      canPublish,
      recorded: [],
      expiresAt: new Date(now.getTime() + ticketLifeMs).toISOString(),
    }),
  });
  return ok({
    roomId: room,
    mediaUrl: place.url,
    iceServers: iceServersFor(deps.config.media.turn, actor.accountId, now).map((server) => ({ ...server })),
    sender: seat(actor.accountId, ["camera", "microphone"]),
    receiver: seat(`${actor.accountId}${echoSuffix}`, []),
  });
};

export const saveTrial: RouteHandler<typeof contract.saveTrial> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    if (!(await ownsRegistration(uow.tx, actor.accountId, params.registrationId))) return err("NOT_FOUND");
    if (operationHash(body) !== body.hash) return err("BAD_INPUT");
    const { hash } = await keepTrial(uow.tx, { ...params, hash: body.hash, savedAt: uow.now });
    return ok({ hash });
  });
