import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import { DriverAdapterError } from "@prisma/driver-adapter-utils";
import { DatabaseError } from "pg";

/**
 * Prisma's PostgreSQL adapter, except for scripts: its own splits them at every semicolon, which tears the body of a
 * trigger function apart. PostgreSQL reads a whole script by itself, and applies it entirely or not at all.
 */
export class ScriptingPg extends PrismaPg {
  override async connect(): ReturnType<PrismaPg["connect"]> {
    const adapter = await super.connect();
    const executeScript: SqlDriverAdapter["executeScript"] = async (script) => {
      try {
        await adapter.underlyingDriver().query(script);
      } catch (error) {
        throw asAdapterError(error);
      }
    };
    return Object.assign(adapter, { executeScript });
  }
}

/** The engine records the reason of a failed migration only when it comes in this form. */
function asAdapterError(error: unknown): unknown {
  if (!(error instanceof DatabaseError)) return error;
  const { code = "XX000", severity = "ERROR", message, detail, column, hint } = error;
  return new DriverAdapterError({ kind: "postgres", code, severity, message, detail, column, hint });
}
