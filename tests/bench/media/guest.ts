import type { Socket } from "socket.io-client";
import { signTicket, type Ticket } from "#server/platform/ticket.ts";
import { connectTo } from "#tests/support/media-guest.ts";
import { secret, type ServiceApart } from "./apart.ts";
import { sources } from "./joining.ts";

export { askNode as send } from "#tests/support/media-guest.ts";

/** Somebody with every source, whose voice is recorded unless the change says otherwise. */
export function connect({ url }: Pick<ServiceApart, "url">, room: string, person: number, change: Partial<Ticket> = {}): Promise<Socket> {
  const ticket = signTicket(secret, {
    node: "bench",
    room,
    peer: `person-${person}`,
    name: `Person ${person}`,
    role: "GUEST",
    canPublish: [...sources],
    recorded: ["microphone"],
    expiresAt: "2100-01-01T00:00:00.000Z",
    ...change,
  });
  return connectTo(url, ticket);
}
