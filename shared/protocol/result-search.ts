import { z } from "zod";
import { defineRoute } from "./define.ts";
import { resultRow } from "./results.ts";

export const findResults = defineRoute({
  name: "findResults",
  // A name stays out of addresses, which are kept in logs.
  method: "POST",
  path: "/api/results/search",
  summary: "Results of any age and state whose person has these words in their name or file number, the newest sessions first.",
  allow: ["DIRECTOR"],
  body: z.strictObject({ words: z.string().trim().min(2).max(80) }),
  /** At most a hundred; `isMore`: there are others. */
  output: z.object({ results: z.array(resultRow), isMore: z.boolean() }),
  errors: [],
});
