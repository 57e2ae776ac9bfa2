import type { OutboxJob, TimedJob } from "../jobs/job.ts";
import type { BoundCommand, BoundRoute } from "../platform/serve.ts";
import { accountRoutes } from "./accounts/routes.ts";
import { conductRoutes } from "./conduct/routes.ts";
import { identityRoutes } from "./identity/routes.ts";
import { integrityRoutes } from "./integrity/routes.ts";
import { liveCommands } from "./live/commands.ts";

/** The only place where the server's features meet. */

export const routes: readonly BoundRoute[] = [...accountRoutes, ...conductRoutes, ...identityRoutes, ...integrityRoutes];

export const commands: readonly BoundCommand[] = [...liveCommands];

/** One job per topic: a topic with several readers is several topics. */
export const outboxJobs: readonly OutboxJob[] = [];

export const timedJobs: readonly TimedJob[] = [];
