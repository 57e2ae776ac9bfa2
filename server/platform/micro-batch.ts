/**
 * Lets requests that come at the same time share one piece of work. Nobody waits for company: a request that finds
 * a free hand leaves at the end of the turn; those that come meanwhile leave together with the next one.
 */
export interface MicroBatch<Request, Answer> {
  /** Undefined when too much is waiting already: the caller refuses, and nothing was begun. */
  submit(request: Request): Promise<Answer> | undefined;
}

interface Options<Request, Answer> {
  /** Two requests with the same key are never worked on at the same time, and keep their order. */
  readonly keyOf: (request: Request) => string;
  readonly weightOf: (request: Request) => number;
  readonly most: {
    readonly perBatch: number;
    readonly atOnce: number;
    readonly waiting: number;
    readonly waitingWeight: number;
    readonly waitingMs: number;
  };
  /** Milliseconds that only grow. */
  readonly now?: () => number;
  /** Answers every request, in their order. An exception is everybody's. */
  readonly work: (batch: readonly Request[]) => Promise<readonly Answer[]>;
}

interface Waiting<Request, Answer> {
  readonly request: Request;
  readonly key: string;
  readonly since: number;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: unknown) => void;
}

export function createMicroBatch<Request, Answer>(options: Options<Request, Answer>): MicroBatch<Request, Answer> {
  const { keyOf, weightOf, most, work, now: nowMs = () => performance.now() } = options;
  let waiting: Waiting<Request, Answer>[] = [];
  let waitingWeight = 0;
  let atWork = 0;
  let isWoken = false;
  const busyKeys = new Set<string>();

  const wake = (): void => {
    if (isWoken || atWork >= most.atOnce || waiting.length === 0) return;
    isWoken = true;
    setImmediate(() => {
      isWoken = false;
      const batch = take();
      if (batch.length === 0) return;
      void run(batch);
      // What did not fit may leave with the next free hand.
      wake();
    });
  };

  const take = (): Waiting<Request, Answer>[] => {
    const batch: Waiting<Request, Answer>[] = [];
    const left: Waiting<Request, Answer>[] = [];
    for (const entry of waiting) {
      if (batch.length === most.perBatch || busyKeys.has(entry.key)) left.push(entry);
      else {
        busyKeys.add(entry.key);
        waitingWeight -= weightOf(entry.request);
        batch.push(entry);
      }
    }
    waiting = left;
    return batch;
  };

  const run = async (batch: readonly Waiting<Request, Answer>[]): Promise<void> => {
    atWork += 1;
    try {
      const answers = await work(batch.map(({ request }) => request));
      for (const [index, { resolve, reject }] of batch.entries()) {
        if (index in answers) resolve(answers[index] as Answer);
        else reject(new Error("A batch left a request without an answer."));
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      atWork -= 1;
      for (const { key } of batch) busyKeys.delete(key);
      wake();
    }
  };

  return {
    submit: (request) => {
      const now = nowMs();
      // One whose turn only its own key holds up says nothing of how the others fare.
      const oldest = waiting.find(({ key }) => !busyKeys.has(key));
      const isFull =
        waiting.length >= most.waiting ||
        waitingWeight + weightOf(request) > most.waitingWeight ||
        (oldest !== undefined && now - oldest.since > most.waitingMs);
      if (isFull) return undefined;
      waitingWeight += weightOf(request);
      return new Promise<Answer>((resolve, reject) => {
        waiting.push({ request, key: keyOf(request), since: now, resolve, reject });
        wake();
      });
    },
  };
}
