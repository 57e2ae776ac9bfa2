/**
 * The device's own clock, right or wrong: the only one that goes on while the device sleeps. It tells how long a sleep
 * was, or how old something is that the device keeps; what counts is counted with the server's time.
 */
export const wallClockMs = (): number => new Date().getTime();
