import type { Browser, Page } from "@playwright/test";
import { cookieOf } from "../support/callers.ts";
import { enter, openWindow } from "../support/people.ts";
import type { TestServer } from "../support/server.ts";
import { drawCamera, portraitOf, type Portrait } from "#scripts/people/in-browser/portrait.ts";

/** One window a person, opened when first needed; each person's camera shows a drawing of their own. */
export interface People {
  readonly pageOf: (email: string | null) => Promise<Page>;
  /** Windows go elsewhere, so that the rooms of one picture cost the next nothing. */
  readonly everybodyLeaves: () => Promise<void>;
}

const faces: Readonly<Record<string, Portrait>> = {
  "joseph.kouassi@courriel.test": portraitOf(3, false),
  "personne-0@courriel.test": portraitOf(2, true),
  "personne-1@courriel.test": portraitOf(5, false),
  "marc.tremblay@examen.test": portraitOf(4, false),
  "line.gagnon@examen.test": portraitOf(6, true),
};

export function createPeople(browser: Browser, server: TestServer): People {
  const windows = new Map<string | null, Page>();
  return {
    pageOf: async (email) => {
      const known = windows.get(email);
      // Who has acted without their window since it was opened acts from this browser: a seat belongs to one.
      if (known && email !== null && cookieOf(server, email) !== undefined) await enter(known.context(), server, email);
      if (known) return known;
      // Every window would fetch the whole shell for itself, and rooms would stand still meanwhile.
      const page = await openWindow(browser, server, { viewport: { width: 1280, height: 800 }, serviceWorkers: "block" });
      await page.addInitScript(drawCamera, faces[email ?? ""] ?? portraitOf(0, true));
      if (email !== null) await enter(page.context(), server, email);
      windows.set(email, page);
      return page;
    },
    everybodyLeaves: async () => {
      for (const page of windows.values()) await page.goto("about:blank");
    },
  };
}
