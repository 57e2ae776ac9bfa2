type Provided = {
  readonly databaseUrl: string;
  readonly workerBinary: string;
  readonly mediaUrl: string;
  readonly host: string;
  readonly port: number;
};

/** What the server's process is given: the caller's environment, completed by what the steps have prepared. */
export function serverEnvironment(env: NodeJS.ProcessEnv, provided: Provided): NodeJS.ProcessEnv {
  return {
    ...env,
    HOST: provided.host,
    PORT: String(provided.port),
    DATABASE_URL: provided.databaseUrl,
    MEDIASOUP_WORKER_BIN: provided.workerBinary,
    MEDIA_URL: provided.mediaUrl,
    // Without it a restart under another name would leave its rooms behind.
    MEDIA_NODE: env["MEDIA_NODE"] || "local",
    // Both processes keep the public address of the pages, not their own.
    PUBLIC_URL: env["PUBLIC_URL"] || `http://localhost:${env["PORT"] || 3000}`,
    EPREUVE_DEMO: wantsDemonstration(env) ? "1" : "0",
  };
}

/** Demonstration content goes into the embedded database of a trial; never into a database of one's own unasked. */
export function wantsDemonstration(env: NodeJS.ProcessEnv): boolean {
  const given = env["EPREUVE_DEMO"];
  if (given) return given === "1" || given === "true";
  return env["NODE_ENV"] !== "production" && !env["DATABASE_URL"];
}

/**
 * Where browsers signal to the media node. On one's own computer that is its port; behind a proxy it is the page's own
 * address, which hands `/media-socket` on.
 */
export function mediaUrl(env: NodeJS.ProcessEnv, port: number): string {
  return env["MEDIA_URL"] ?? (env["PUBLIC_URL"] ? "" : `http://localhost:${port}`);
}
