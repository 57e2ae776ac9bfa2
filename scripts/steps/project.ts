import { join, resolve } from "node:path";

/** The top of the project; every script runs from here. */
export const projectRoot = resolve(import.meta.dirname, "../..");

export const inProject = (...parts: readonly string[]): string => join(projectRoot, ...parts);

/** Where this installation keeps its data: EPREUVE_DATA_DIR, or .data. */
export const dataFolder = (env: NodeJS.ProcessEnv): string => resolve(projectRoot, env["EPREUVE_DATA_DIR"] || ".data");
