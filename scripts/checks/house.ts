/** House rules that no compiler knows: the clock, sentences in components, sizes, names. */
import { listFiles, read, report } from "./source-files.ts";

const isTest = (path: string): boolean => /\.(test|spec)\.tsx?$/.test(path);
const code = listFiles().filter((path) => /^(shared|server|client)\/.*\.tsx?$/.test(path) && !isTest(path));
const maxLines = 300;

const findings: string[] = [];
for (const path of code) {
  const text = read(path);
  const lines = text.split("\n");
  if (lines.length > maxLines) findings.push(`${path}: ${lines.length} lines; a second responsibility has moved in`);
  if (/(^|\/)(utils?|helpers?|misc|common|manager)\.tsx?$/.test(path) && !path.includes("/i18n/"))
    findings.push(`${path}: the name says nothing`);
  lines.forEach((line, index) => {
    const at = `${path}:${index + 1}`;
    if (path.startsWith("server/") && !path.endsWith("platform/clock.ts") && /\bDate\.now\(\)|new Date\(\)/.test(line))
      findings.push(`${at}: the clock is an argument`);
    if (/^\s*(\/?\*|\/\/)/.test(line) && !/\b(TODO|FIXME)\b|@ts-/.test(line)) return;
    if (/:\s*any\b|\bas any\b|@ts-(ignore|nocheck)|\bTODO\b|\bFIXME\b/.test(line)) findings.push(`${at}: ${line.trim()}`);
    // A user-facing sentence between two tags; catalogues hold every one of them.
    if (path.startsWith("client/src/features/") && path.endsWith(".tsx") && />\s*\p{L}{2,}[\p{L} ’',.!?-]*\s*</u.test(line) && !/=>/.test(line))
      findings.push(`${at}: a sentence in a component: ${line.trim()}`);
  });
}
report("house rules", findings);
