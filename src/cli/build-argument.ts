import { UsageError } from './command.ts';
import type { Io } from './io.ts';

/** A `--build-arg`: `K=V`, or `K` alone: its value is that of the environment, or none. */
export function readBuildArgument(
  text: string,
  environment: Io['env'],
): readonly [name: string, value: string | null] {
  const equals = text.indexOf('=');
  const name = equals === -1 ? text : text.slice(0, equals);
  if (name === '') throw new UsageError(`--build-arg needs a name in front of the '=', not '${text}'`);
  return [name, equals === -1 ? (environment[name] ?? null) : text.slice(equals + 1)];
}
