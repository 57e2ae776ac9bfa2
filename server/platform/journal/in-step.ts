interface Step {
  readonly works: Set<() => void>;
  readonly timer: NodeJS.Timeout;
}

const steps = new Map<number, Step>();

/**
 * Works that are done every so many milliseconds are all done in one go: a disk that is woken once for thirty journals
 * costs half of what it costs when each wakes it at its own moment. Answers how to stop.
 */
export function inStep(everyMs: number, work: () => void): () => void {
  const step = steps.get(everyMs) ?? begin(everyMs);
  step.works.add(work);
  return () => {
    step.works.delete(work);
    if (step.works.size > 0 || steps.get(everyMs) !== step) return;
    clearInterval(step.timer);
    steps.delete(everyMs);
  };
}

function begin(everyMs: number): Step {
  const works = new Set<() => void>();
  const timer = setInterval(() => works.forEach((work) => work()), everyMs);
  timer.unref();
  const step = { works, timer };
  steps.set(everyMs, step);
  return step;
}
