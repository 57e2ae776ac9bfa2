import { io, type Socket } from "socket.io-client";
import type { CommandDefinition, CommandInput, CommandOutput } from "#shared/protocol/define.ts";
import { mediaNamespace, mediaPath } from "#shared/protocol/media.ts";
import { protocolVersion } from "#shared/protocol/version.ts";

/** Somebody who signals to a media node as a page does, without a browser. */

/** @throws Error with the node's refusal. */
export async function connectTo(url: string, ticket: string): Promise<Socket> {
  const auth = { ticket, version: protocolVersion };
  const socket = io(`${url}${mediaNamespace}`, { path: mediaPath, transports: ["websocket"], forceNew: true, reconnection: false, auth });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
  return socket;
}

/** @throws Error with the command's name and the refusal's code. */
export async function askNode<const C extends CommandDefinition>(socket: Socket, command: C, input: CommandInput<C>): Promise<CommandOutput<C>> {
  type Reply = { readonly ok: true; readonly data: CommandOutput<C> } | { readonly ok: false; readonly code: string };
  const reply = (await socket.timeout(10_000).emitWithAck(command.name, input)) as Reply;
  if (!reply.ok) throw new Error(`${command.name}: ${reply.code}`);
  return reply.data;
}
