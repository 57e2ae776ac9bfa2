import type { CommandDefinition, EventDefinition } from "./define.ts";
import * as live from "./live.ts";

const fragments: readonly object[] = [live];

const isCommand = (value: unknown): value is CommandDefinition =>
  typeof value === "object" && value !== null && "input" in value && "allow" in value && !("path" in value);
const isEvent = (value: unknown): value is EventDefinition =>
  typeof value === "object" && value !== null && "payload" in value && "name" in value;

/** Every command and event of the web tier's sockets. */
export const commands: readonly CommandDefinition[] = fragments.flatMap((fragment) => Object.values(fragment)).filter(isCommand);
export const events: readonly EventDefinition[] = fragments.flatMap((fragment) => Object.values(fragment)).filter(isEvent);
