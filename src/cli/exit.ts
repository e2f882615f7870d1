/** The exit codes of every command; where several apply, the highest wins. */
export const Exit = {
  /** Nothing at or above the threshold; the build succeeded. */
  clean: 0,
  /** Findings at or above the threshold, or the build failed. */
  findings: 1,
  /** Wrong usage or configuration, or an input that could not be read. */
  usage: 2,
  /** A mistake in dlint itself. */
  internal: 3,
  /** Ended by Ctrl-C. */
  interrupted: 130,
} as const;

export type Exit = (typeof Exit)[keyof typeof Exit];

/** The exit code of two things done in one run. */
export function highest(one: Exit, other: Exit): Exit {
  return one > other ? one : other;
}
