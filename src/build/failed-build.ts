import type { LineRange } from '../text/line-range.ts';
import { BuildError } from './build-error.ts';
import type { BuiltDockerfile } from './built-dockerfile.ts';
import { oneLine } from './one-line.ts';

/** What a builder says when a build fails. */
export interface FailureMessage {
  readonly message: string;
  /** The exit code of a command, where the daemon tells it beside the message. */
  readonly exitCode: number | undefined;
}

/** What is known of a failure. */
export interface Failure {
  /** Why, in one line. */
  readonly reason: string;
  readonly code?: 'AUTH' | 'BUILD_FAILED';
  /** As the builder names it. */
  readonly step?: string | undefined;
  /** Where that step stands. */
  readonly lines?: LineRange | undefined;
  readonly dockerfile?: BuiltDockerfile | undefined;
  readonly exitCode?: number | undefined;
}

/** The error of a failed build: its message is the place, the step and the reason, as far as they are known. */
export function failedBuild({
  reason,
  code = 'BUILD_FAILED',
  step,
  lines,
  dockerfile,
  exitCode,
}: Failure): BuildError {
  const place = lines === undefined ? '' : `${dockerfile?.path ?? 'Dockerfile'}:${lines.first}: `;
  const about = step === undefined ? '' : `${oneLine(step)}: `;
  return new BuildError(code, `${place}${about}${reason}`, {
    step,
    line: lines?.first,
    endLine: lines?.last,
    dockerfile: lines && dockerfile,
    exitCode,
  });
}

/** What a builder says of a Dockerfile that it cannot read; not within quotes, where a command may say anything. */
const UNREAD = /^[^"']*\bdockerfile parse error (?:on )?line (\d+): (.*)$/i;

/** The error for a Dockerfile that a builder cannot read, which tells the line; undefined for other reasons. Takes one line. */
export async function unreadDockerfile(
  reason: string,
  dockerfile: BuiltDockerfile | undefined,
): Promise<BuildError | undefined> {
  const [, line, words = ''] = UNREAD.exec(reason) ?? [];
  if (line === undefined) return undefined;
  return failedBuild({ reason: words, lines: await linesAt(Number(line), dockerfile), dockerfile });
}

/** The instruction on a line; only that line where the Dockerfile is not known. */
export async function linesAt(line: number, dockerfile: BuiltDockerfile | undefined): Promise<LineRange> {
  if (dockerfile === undefined) return { first: line, last: line };
  const { linesAround } = await import('./instruction-lines.ts');
  return linesAround(line, dockerfile);
}
