/**
 * What follows in a queue, begun again at its top: a text that was left for later comes once more after all others, however
 * many are handed in before. Undefined where nothing else waits.
 */
export function nextTask<Task extends { readonly taskId: string }>(tasks: readonly Task[], taskId: string): Task | undefined {
  const place = tasks.findIndex((task) => task.taskId === taskId);
  return [...tasks.slice(place + 1), ...tasks.slice(0, Math.max(place, 0))][0];
}
