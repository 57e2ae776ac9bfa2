// A worker's timer is not slowed down when its page is hidden.
let timer: ReturnType<typeof setInterval> | undefined;
addEventListener("message", (event: MessageEvent<unknown>) => {
  clearInterval(timer);
  if (typeof event.data === "number") timer = setInterval(() => postMessage(null), event.data);
});
