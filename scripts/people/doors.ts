import { enterByLink } from "#shared/protocol/accounts.ts";
import { demonstration, demonstrationTicket } from "#shared/protocol/demo.ts";
import { argumentParts, type RouteAnswer, type RouteArguments, type RouteDefinition } from "#shared/protocol/define.ts";
import { Remediable } from "../steps/say.ts";

/** The server's ordinary doors, as one person; without a cookie, as somebody who has not entered. */
export interface Doors {
  readonly url: string;
  readonly cookie: string;
  /** @throws Error with the refusal's code; Remediable when nobody answers. */
  readonly ask: <const R extends RouteDefinition>(route: R, given: RouteArguments<R>) => Promise<RouteAnswer<R>>;
}

export function createDoors(url: string, cookie = ""): Doors {
  return {
    url,
    cookie,
    ask: async (route, given) => {
      const response = await knock(url, cookie, route, argumentParts(given));
      if (!response.ok) throw new Error(`${route.name} was refused: ${response.status} ${await response.text()}`);
      return (await response.json()) as RouteAnswer<typeof route>;
    },
  };
}

function knock(url: string, cookie: string, { path, method }: RouteDefinition, { params, body }: ReturnType<typeof argumentParts>): Promise<Response> {
  const filled = path.replaceAll(/:(\w+)/g, (_match, name: string) => encodeURIComponent(String(params?.[name])));
  const headers = { ...(cookie ? { cookie } : {}), ...(body === undefined ? {} : { "content-type": "application/json" }) };
  return fetch(`${url}${filled}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }).catch(() => {
    throw new Remediable(`No server answers at ${url}. Start it (npm start), or say where it is: --url http://localhost:3001`);
  });
}

/** @throws Remediable when there is no server, or it shows no demonstration. */
export async function readDemonstration(doors: Doors): Promise<RouteAnswer<typeof demonstration>> {
  try {
    return demonstration.output.parse(await doors.ask(demonstration, {}));
  } catch (error) {
    if (error instanceof Remediable) throw error;
    throw new Remediable(`What answers at ${doors.url} shows no demonstration. Simulated people come into a demonstration only.`);
  }
}

/** By the ticket that the page /demo gives to anybody. */
export async function enterAs({ url, ask }: Doors, accountId: string): Promise<Doors> {
  const { token } = await ask(demonstrationTicket, { body: { accountId } });
  const answer = await knock(url, "", enterByLink, { body: { token } });
  const cookie = answer.headers.getSetCookie()[0]?.split(";")[0];
  if (!answer.ok || !cookie) throw new Error(`Somebody could not enter: ${answer.status}`);
  return createDoors(url, cookie);
}
