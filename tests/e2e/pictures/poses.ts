import type { Page } from "@playwright/test";
import { expectMovingPicture } from "../support/media.ts";
import { enterRoom, expectSavedLine } from "../support/on-the-day.ts";
import { say } from "../support/say.ts";
import type { Visit } from "../support/walk.ts";
import type { People } from "./people-with-faces.ts";

/** What is going on in each of README's pictures, by the visit at which it is taken. */
export interface Pose {
  readonly file: "exam-room" | "discussion" | "desk" | "marking";
  readonly strike: (page: Page, people: People, visit: Visit) => Promise<void>;
}

const letter = `Madame,

À la suite de notre discussion de groupe, je vous recommande d’ajouter une ronde de surveillance à 19 h, dès lundi prochain.

Les relevés des trois derniers mois montrent que la plupart des chutes arrivent entre 18 h 30 et 20 h, au moment où l’équipe du soir donne les médicaments. Mes collègues`;

export const poses: Readonly<Record<string, Pose>> = {
  "exam-writing": {
    file: "exam-room",
    strike: async (page) => {
      await page.getByRole("textbox", { name: say("exam.yourText") }).pressSequentially(letter);
      await expectSavedLine(page);
    },
  },
  discussion: {
    file: "discussion",
    strike: async (page, people, { company = [] }) => {
      for (const { email, address } of company) {
        const other = await people.pageOf(email);
        await other.goto(address);
        await enterRoom(other);
      }
      await expectMovingPicture(page, "Line Gagnon");
      await page.getByRole("tab", { name: say("exam.yourDocument") }).click();
      await page.getByRole("button", { name: say("rooms.raiseHand") }).click();
      await page.getByRole("main").evaluate((main) => main.scrollTo(0, 0));
    },
  },
  "desk-writing": {
    file: "desk",
    strike: async (page) => {
      await page.getByRole("button", { name: "Amina Benali" }).click();
      await page.getByText(say("record.kind.ACTIVITY_OPENED")).first().waitFor();
    },
  },
  "marking-text": {
    file: "marking",
    strike: async (page) => {
      await page.getByRole("complementary", { name: say("marking.rubric") }).waitFor();
    },
  },
};
