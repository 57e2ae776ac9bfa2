import { buildClient } from "#scripts/steps/build-client.ts";
import { ensureChromium } from "#scripts/steps/ensure-chromium.ts";
import { runCommand } from "#scripts/steps/run-command.ts";
import { step } from "#scripts/steps/say.ts";

/**
 * `npm run screenshots` takes README's pictures of a whole examination, played on a server of its own. With `-- --all`,
 * also one of every page in both languages, on a computer and on a telephone, into .cache/pictures.
 */
await step("Browser part", buildClient, (result) => result);
const env = { ...process.env, EPREUVE_CHROMIUM: await ensureChromium(process.env) };
const { code } = await runCommand("node", ["--disable-warning=ExperimentalWarning", "tests/e2e/pictures/take-pictures.ts", ...process.argv.slice(2)], {
  env,
  onOutput: (text) => void process.stdout.write(text),
});
process.exitCode = code;
