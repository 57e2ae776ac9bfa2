// node project.ts PROJECT WORKERS [args] : a project of the journeys over a prepared template, as npm test does
import { servicesStage } from "#scripts/stages/provision-stages.ts";
import { spawnSync } from "node:child_process";
const [project, workers, ...rest] = process.argv.slice(2);
const context = { env: { ...process.env }, closers: [] as (() => Promise<void>)[] };
await servicesStage.run(context as never);
const { spawn } = await import("node:child_process");
const child = spawn("playwright", ["test", "--config", "tests/e2e/playwright.config.ts", ...(project === "-" ? [] : [`--project=${project}`]), "--workers", workers ?? "1", "--reporter=list", ...rest], { env: context.env, stdio: "inherit" });
const code = await new Promise((done) => child.once("exit", done));
for (const close of context.closers.toReversed()) await close();
process.exit(code as number);
