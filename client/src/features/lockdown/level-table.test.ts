import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { currentLockdownVersion, type EverydaySignal, type LockdownSignal } from "#shared/domain/integrity/lockdown-policy.ts";
import { pageKinds, type PageKind } from "#shared/domain/integrity/observation-kinds.ts";
import { lockdown as french } from "#shared/i18n/fr/lockdown.ts";
import { loadWords } from "#client/app/i18n.tsx";
import { LevelTable } from "./level-table.tsx";

const noticed = ["SECOND_LOGIN", "NETWORK_CHANGED"] as const;

/** In which row each kind of line is to be read: what a page may tell, and what the server notices of the same day. */
const rows: Readonly<Record<PageKind | (typeof noticed)[number], LockdownSignal | EverydaySignal>> = {
  EXTERNAL_PASTE: "PASTE",
  DROP: "DROP",
  REPLACEMENT: "UNTYPED",
  UNTYPED_TEXT: "UNTYPED",
  TEXT_ALTERED: "UNTYPED",
  SHARE_WRONG_SURFACE: "SURFACE",
  PAGE_HIDDEN: "FOCUS",
  FOCUS_LEFT: "FOCUS",
  SCREEN_LOCKED: "FOCUS",
  DEVICE_SLEPT: "SLEEP",
  FULL_SCREEN_LEFT: "FULL_SCREEN",
  SECOND_DISPLAY: "DISPLAYS",
  COPY_ATTEMPT: "COPY",
  PRINT_ATTEMPT: "PRINT",
  CONTEXT_MENU: "CONTEXT_MENU",
  SELECTION_ATTEMPT: "SELECTION",
  DEVELOPER_TOOLS: "DEVELOPER_TOOLS",
  PAGE_TRANSLATED: "TRANSLATION",
  VIRTUAL_CAMERA: "DEVICE_NAME",
  VIRTUAL_MICROPHONE: "DEVICE_NAME",
  PAGE_RELOADED: "RELOAD",
  SECOND_PAGE: "SECOND_PAGE",
  SECOND_LOGIN: "SECOND_LOGIN",
  NETWORK_CHANGED: "NETWORK",
};

/** What is read of each thing, under the strictest level or under all of them. */
async function read(): Promise<ReadonlyMap<string, string>> {
  await loadWords("staff");
  const markup = renderToStaticMarkup(createElement(LevelTable, { version: currentLockdownVersion }));
  const found = markup.matchAll(/<th scope="row"[^>]*>([^<]*)<\/th>(?:<td[^>]*>[^<]*<\/td>)*<td[^>]*>([^<]*)<\/td><\/tr>/g);
  return new Map(Array.from(found, ([, what = "", treatment = ""]) => [what, treatment]));
}

test.each([...pageKinds, ...noticed])("[LOCK-9] whoever chooses a level reads that this kind of line is noted: %s", async (kind) => {
  expect((await read()).get(french[`lockdown.signal.${rows[kind]}`])).toMatch(/noté/);
});

test("[LOCK-9] whoever chooses a level reads of nothing that no page tells", async () => {
  const told = new Set(Object.values(rows).map((row) => french[`lockdown.signal.${row}`]));
  expect(new Set((await read()).keys())).toEqual(told);
});
