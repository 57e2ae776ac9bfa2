import { expect, type Page } from "@playwright/test";
import { say } from "./say.ts";

/** The accessibility tree of the candidate's pages, as docs/accessibility.md tells it. */

const next = say("common.stepNext");

/** The roles and names of a page in their order; the words are the catalogue's, so that a better wording breaks nothing. */
export async function expectTree(page: Page, tree: string): Promise<void> {
  await expect(page.locator("body")).toMatchAriaSnapshot(tree);
}

/** In the header of any part of the day. */
const bannerTree = (title: string): string => `
- banner:
  - heading "${title}" [level=1]
  - button "${say("common.talkToSomeone")}"`;

const progressTree = (states: readonly [string, string, string, string]): string => `
  - list "${say("exam.progress")}":
    - listitem:
      - paragraph: ${states[0]}, ${say("exam.reading")}
    - listitem:
      - paragraph: ${states[1]}, ${say("exam.discussion")}
    - listitem:
      - paragraph: ${states[2]}, ${say("exam.writing")}
    - listitem:
      - paragraph: ${states[3]}, ${say("exam.interview")}`;

export const arriveTree = (): string => `${bannerTree(say("exam.arriveTitle"))}
- main:${progressTree([next, next, next, next])}
  - button "${say("exam.arrive")}"`;

export const waitingTree = (): string => `${bannerTree(say("exam.dayTitle"))}
- main:${progressTree([next, next, next, next])}
  - heading "${say("rooms.waitingRoom")}" [level=2]
  - status
  - heading "${say("rooms.whoComes")}" [level=3]
  - list:
    - listitem: ${say("rooms.adviserNamed", { name: "Marc Tremblay" })}
  - heading "${say("rooms.breatheTitle")}" [level=2]`;

export const discussionTree = (): string => `${bannerTree(say("exam.discussion"))}
- main:${progressTree([say("common.stepDone"), say("common.stepCurrent"), next, next])}
  - tablist "${say("rooms.papers")}":
    - tab "${say("rooms.task")}" [selected]
    - tab "${say("exam.yourDocument")}"
    - tab "${say("exam.yourNotes")}"
    - tab "${say("exam.situation")}"
  - tabpanel "${say("rooms.task")}"
  - group "${say("rooms.ownControls")}":
    - button "${say("rooms.closeMicrophone")}"
    - button "${say("rooms.closeCamera")}"
    - button "${say("rooms.raiseHand")}"
    - status`;

export const writingTree = (): string => `
- banner:
  - heading "${say("exam.writing")} · ${say("exam.activityOf", { number: 3, total: 4 })}" [level=1]
  - button /${say("exam.hideClock")}/ [expanded]
  - button "${say("common.talkToSomeone")}"
- main:
  - navigation "${say("exam.goTo")}"
  - tablist:
    - tab "${say("exam.situation")}"
    - tab "${say("exam.yourDocument")}"
    - tab "${say("exam.yourNotes")}"
  - textbox "${say("exam.yourText")}"
  - toolbar "${say("exam.accents")}"
  - button "${say("exam.submitText")}"`;
