import { randomInt } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { stationAlphabet } from "#shared/domain/paper/station-code.ts";

// OWASP's second recommended setting for argon2id (the library's default variant): 19 MiB, two passes, one lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, cost);

// Checked when the account is unknown, so that the answer takes as long as for a known one.
let decoy: Promise<string> | undefined;

export async function checkPassword(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword("no such account");
  const isRight = await verify(passwordHash ?? (await decoy), password);
  return isRight && Boolean(passwordHash);
}

/** One that is given to somebody until they choose their own: 81 bits, in signs that nobody confuses when they are read. */
export const newPassword = (): string =>
  Array.from({ length: 3 }, () =>
    Array.from({ length: 6 }, () => stationAlphabet.charAt(randomInt(stationAlphabet.length))).join(""),
  ).join("-");
