import { closest } from '../../text/closest.ts';
import { UsageError } from '../command.ts';
import { type Format, formatAliases, formats } from '../reporters/reporters.ts';

/** One output of a run: a format and where it goes; undefined is standard output. */
export interface OutputPlan {
  /** Undefined for what suits standard output best. */
  readonly format: Format | undefined;
  /** As the user wrote it. */
  readonly file: string | undefined;
}

/**
 * Pairs formats with files as hadolint does: the first file of `--output` is for the first format that names none, and so on; a format
 * that is left over goes to standard output, a file that is left over gets `tty`. Throws a `UsageError` for what cannot be.
 */
export function planOutputs(texts: readonly string[], files: readonly string[]): readonly OutputPlan[] {
  const asked = texts.flatMap(splitList).map(readFormat);
  const rest = [...files];
  const plans: OutputPlan[] = asked.map(({ format, file }) => ({ format, file: file ?? rest.shift() }));
  plans.push(...rest.map((file): OutputPlan => ({ format: 'tty', file })));
  const placed = plans.map((plan) => (isStdout(plan.file) ? { ...plan, file: undefined } : plan));
  return placed.length === 0 ? [{ format: undefined, file: undefined }] : placed;
}

function isStdout(file: string | undefined): boolean {
  return file === '-' || file === '/dev/stdout';
}

/** `json,sarif:out.sarif` are two; a comma in the name of a file is part of it. */
function splitList(text: string): readonly string[] {
  const parts: string[] = [];
  for (const part of text.split(',')) {
    const last = parts.at(-1);
    if (last?.includes(':') && formatOf(part) === undefined) parts[parts.length - 1] = `${last},${part}`;
    else parts.push(part);
  }
  return parts;
}

function readFormat(text: string): OutputPlan {
  const format = formatOf(text);
  if (format === undefined) throw unknownFormat(nameIn(text));
  const colon = text.indexOf(':');
  if (colon === -1) return { format, file: undefined };
  const file = text.slice(colon + 1);
  if (file === '') throw new UsageError(`--format ${text} needs the name of a file behind the ':'`);
  return { format, file };
}

function formatOf(text: string): Format | undefined {
  return findFormat(nameIn(text));
}

/** The format of a name, ours or hadolint's. */
export function findFormat(name: string): Format | undefined {
  if (Object.hasOwn(formatAliases, name)) return formatAliases[name];
  return formats.find((format) => format === name);
}

function nameIn(text: string): string {
  return text.replace(/:.*$/s, '');
}

function unknownFormat(name: string): UsageError {
  const near = closest(name, [...formats, ...Object.keys(formatAliases)]);
  const advice = near === null ? '' : `, did you mean '${near}'?`;
  return new UsageError(`--format is one of ${formats.join(', ')}; not '${name}'${advice}`);
}
