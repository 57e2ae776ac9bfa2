import { errorStatus, type ErrorCode } from "#shared/protocol/errors.ts";

/** A command refuses with a code of the closed list: anything else is a surprise. */
export function knownCode(code: string): ErrorCode | undefined {
  return Object.hasOwn(errorStatus, code) ? (code as ErrorCode) : undefined;
}
