import type { FileConfiguration } from '../config/file-configuration.ts';
import type { Exit } from '../exit.ts';
import type { Input } from '../input/input.ts';
import type { FileReport } from '../reporters/reporter.ts';

/** Lints files and hands on what comes out, in the order in which the files came. */
export interface Linter {
  /** Whether the scripts could be checked that had to be. */
  readonly exit: Exit;
  /** Takes a file. Throws an `InputError` for what is no text. */
  add(input: Input, configuration: FileConfiguration): Promise<void>;
  /** Lints what waits. */
  flush(): Promise<void>;
  /** Drops what is not done. */
  close(): Promise<void>;
}

/** Takes what came out: a report, made when it is asked for, which throws where dlint failed. */
export type TakeReport = (
  name: string,
  configuration: FileConfiguration,
  report: () => FileReport,
) => Promise<void>;
