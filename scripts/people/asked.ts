import { parseArgs } from "node:util";
import { Remediable } from "../steps/say.ts";

/** What `npm run demo:people` was asked for. */
export interface Asked {
  /** Null: the one session that people can join from home now. */
  readonly session: string | null;
  readonly candidates: number;
  readonly advisers: number;
  /** Minutes after which simulated candidates hand in what they read or write. */
  readonly minutes: number;
  /** Where the server answers, without a slash at its end. */
  readonly url: string;
}

export const usage =
  "npm run demo:people -- [--session ID] [--candidates 3] [--advisers 1] [--minutes 5] [--url http://localhost:3000]";

const mostPeople = 8;

/** @throws Remediable that says what is wrong and what would be right. */
export function readAsked(given: readonly string[], env: NodeJS.ProcessEnv): Asked {
  const values = parse(given);
  const asked = {
    session: values.session ?? null,
    candidates: count("candidates", values.candidates, 0, mostPeople),
    advisers: count("advisers", values.advisers, 0, 2),
    minutes: count("minutes", values.minutes, 1, 120),
    url: address(values.url ?? env["PUBLIC_URL"] ?? `http://localhost:${env["PORT"] ?? "3000"}`),
  };
  if (asked.candidates + asked.advisers === 0) throw new Remediable(`Nobody would come: ask for at least one candidate or adviser.\n  ${usage}`);
  return asked;
}

function parse(given: readonly string[]) {
  try {
    return parseArgs({
      args: [...given],
      options: {
        session: { type: "string" },
        candidates: { type: "string", default: "3" },
        advisers: { type: "string", default: "1" },
        minutes: { type: "string", default: "5" },
        url: { type: "string" },
      },
    }).values;
  } catch (error) {
    throw new Remediable(`${error instanceof Error ? error.message : String(error)}\n  ${usage}`);
  }
}

function count(name: string, given: string, least: number, most: number): number {
  const number = Number(given);
  if (/^\d+$/.test(given) && number >= least && number <= most) return number;
  throw new Remediable(`--${name} is a whole number from ${least} to ${most}, not “${given}”.\n  ${usage}`);
}

function address(given: string): string {
  const url = URL.parse(given);
  if (url && ["http:", "https:"].includes(url.protocol)) return url.href.replace(/\/$/, "");
  throw new Remediable(`--url is an address such as http://localhost:3000, not “${given}”.`);
}
