/** What Safe Exam Browser offers to a page: some versions at once, some a moment later, some only when they are asked. */

interface ClientSecurity {
  readonly configKey?: string;
  readonly browserExamKey?: string;
  updateKeys?(done: () => void): void;
}
interface ExamClient {
  readonly version?: string;
  readonly security?: ClientSecurity;
}

export interface ClientKeys {
  readonly configKey: string;
  readonly browserExamKey: string | undefined;
}

const patienceMs = 5_000;
const stepMs = 100;

const clientOf = (): ExamClient | undefined => (globalThis as { readonly SafeExamBrowser?: ExamClient }).SafeExamBrowser;

const keysOf = (): ClientKeys | undefined => {
  const { configKey, browserExamKey } = clientOf()?.security ?? {};
  return configKey ? { configKey, browserExamKey: browserExamKey === "" ? undefined : browserExamKey } : undefined;
};

const isClient = (): boolean => clientOf() !== undefined;

/** The keys for the address of this page; undefined where there is no client. Always asked, also of those that need not be. */
export async function readClientKeys(): Promise<ClientKeys | undefined> {
  let isAsked = false;
  let isAnswered = false;
  for (let waited = 0; waited < patienceMs; waited += stepMs) {
    const security = clientOf()?.security;
    if (security?.updateKeys && !isAsked) {
      isAsked = true;
      security.updateKeys(() => void (isAnswered = true));
    }
    const keys = keysOf();
    if (keys && (isAnswered || !security?.updateKeys)) return keys;
    await new Promise((resolve) => setTimeout(resolve, stepMs));
  }
  return isClient() ? keysOf() : undefined;
}
