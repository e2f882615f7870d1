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
  if (equals !== -1) return [name, text.slice(equals + 1)];
  // Every object has a `constructor`, which is no variable.
  return [name, Object.hasOwn(environment, name) ? (environment[name] ?? null) : null];
}
