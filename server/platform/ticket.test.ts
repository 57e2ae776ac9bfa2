import { describe, expect, test } from "vitest";
import { readTicket, signTicket, type Ticket } from "./ticket.ts";

const secret = "a secret of at least thirty-two characters";
const now = new Date("2026-03-14T18:00:00Z");
const ticket: Ticket = {
  node: "node-1",
  room: "room-1",
  peer: "person-1",
  name: "Amina",
  role: "CANDIDATE",
  canPublish: ["camera", "microphone"],
  recorded: ["microphone"],
  expiresAt: "2026-03-14T18:05:00.000Z",
};

describe("room tickets", () => {
  test("[ROOM-1] a ticket that was signed reads back as it was", () => {
    expect(readTicket(secret, signTicket(secret, ticket), now)).toEqual(ticket);
  });

  test("[ROOM-1] an altered ticket is refused, whichever part was altered", () => {
    const token = signTicket(secret, ticket);
    const [body = "", signature = ""] = token.split(".");
    const otherBody = Buffer.from(JSON.stringify({ ...ticket, room: "room-2" })).toString("base64url");
    expect(readTicket(secret, `${otherBody}.${signature}`, now)).toBeUndefined();
    expect(readTicket(secret, `${body}.${signature.slice(0, -2)}AA`, now)).toBeUndefined();
    expect(readTicket(secret, `${body}.`, now)).toBeUndefined();
    expect(readTicket(secret, body, now)).toBeUndefined();
    expect(readTicket(secret, `${token}.more`, now)).toBeUndefined();
    expect(readTicket(secret, "", now)).toBeUndefined();
  });

  test("[ROOM-1] a ticket signed with another secret is refused", () => {
    expect(readTicket(secret, signTicket(`${secret}!`, ticket), now)).toBeUndefined();
  });

  test("[ROOM-1] a ticket is refused from the instant that it expires", () => {
    const token = signTicket(secret, ticket);
    expect(readTicket(secret, token, new Date("2026-03-14T18:04:59.999Z"))).toEqual(ticket);
    expect(readTicket(secret, token, new Date("2026-03-14T18:05:00.000Z"))).toBeUndefined();
  });
});
