type Provided = {
  readonly databaseUrl: string;
  readonly workerBinary: string;
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
    EPREUVE_DEMO: wantsDemonstration(env) ? "1" : "0",
  };
}

/** Demonstration content goes into the embedded database of a trial; never into a database of one's own unasked. */
export function wantsDemonstration(env: NodeJS.ProcessEnv): boolean {
  const given = env["EPREUVE_DEMO"];
  if (given) return given === "1" || given === "true";
  return env["NODE_ENV"] !== "production" && !env["DATABASE_URL"];
}
