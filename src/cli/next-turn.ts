/** Lets what waits have its turn: signals, messages, timers. (What `node:timers/promises` has for it takes a while to load.) */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
