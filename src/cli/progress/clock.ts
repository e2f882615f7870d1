/** Tells the time and waits; tests have their own. */
export interface Clock {
  /** Milliseconds since 1970, as the daemon's times are. */
  now(): number;
  /** Runs something after so many milliseconds, unless what it gives is called before. */
  after(milliseconds: number, action: () => void): () => void;
}

/** The time of the system. */
export const systemClock: Clock = {
  now: Date.now,
  after: (milliseconds, action) => {
    const timer = setTimeout(action, milliseconds);
    return () => clearTimeout(timer);
  },
};
