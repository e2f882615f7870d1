import { type Arguments, type OptionSpecs, UsageError } from '../command.ts';
import type { Io } from '../io.ts';
import type { ProgressMode } from '../progress/open-display.ts';
import { asDocker } from './docker-options.ts';

const CHOICES = ['auto', 'tty', 'plain', 'rawjson', 'quiet', 'none'] as const;

/** The option that says how BuildKit's progress is shown. */
export const progressOption = asDocker('BuildKit', {
  progress: {
    type: 'string',
    value: 'KIND',
    choices: CHOICES,
    summary: 'How progress is shown (default BUILDKIT_PROGRESS, or auto)',
  },
} as const satisfies OptionSpecs);

/** How a build is shown. */
export interface Progress {
  /** `quiet` is the id and nothing else, `none` is nothing. */
  readonly mode: ProgressMode | 'quiet' | 'none';
  /** Whether a person reads along, who wants to know of warnings, too. */
  readonly isForPeople: boolean;
  /** Whether what was asked for is BuildKit's alone. */
  readonly needsBuildKit: boolean;
}

interface Values extends Pick<Arguments<typeof progressOption>['options'], 'progress'> {
  readonly quiet: boolean;
}

/** How the progress is to be shown, as docker decides it. Throws a UsageError. */
export function readProgress(
  { progress, quiet }: Values,
  { env, stderr }: Pick<Io, 'env' | 'stderr'>,
): Progress {
  const given = progress ?? 'auto';
  if (quiet && !['auto', 'quiet', 'none'].includes(given)) {
    throw new UsageError(`--progress ${given} and --quiet exclude each other`);
  }
  if (quiet) return toProgress('quiet', false);
  const chosen = given === 'auto' ? fromEnvironment(env) : given;
  const isTerminal = stderr.isTerminal;
  if (chosen === 'tty' && !isTerminal)
    throw new UsageError('progress of kind tty needs a terminal as standard error');
  if (chosen !== 'auto') return toProgress(chosen, given === 'rawjson');
  return toProgress(isTerminal && env.TERM !== 'dumb' ? 'tty' : 'plain', false);
}

function toProgress(mode: Progress['mode'], needsBuildKit: boolean): Progress {
  return { mode, isForPeople: mode === 'tty' || mode === 'plain', needsBuildKit };
}

function fromEnvironment({ BUILDKIT_PROGRESS: value }: Io['env']): (typeof CHOICES)[number] {
  if (!value) return 'auto';
  const choice = CHOICES.find((name) => name === value);
  if (choice !== undefined) return choice;
  throw new UsageError(
    `BUILDKIT_PROGRESS is '${value}', not ${CHOICES.slice(0, -1).join(', ')} or ${CHOICES.at(-1)}`,
  );
}
