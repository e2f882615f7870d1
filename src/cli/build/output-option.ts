import { resolve } from 'node:path';
import { Writable } from 'node:stream';
import type { BuildOutput } from '../../build/index.ts';
import { UsageError } from '../command.ts';
import type { Io, Output } from '../io.ts';
import { checkFile, checkFolder } from './destination.ts';
import { readKeyValues } from './key-values.ts';

const TYPES = ['local', 'tar', 'oci', 'docker', 'image', 'registry', 'cacheonly'] as const;

/** The types whose result is written on this side. */
const ARCHIVES: ReadonlySet<string> = new Set(['tar', 'oci', 'docker']);

/**
 * An `--output` (docker build reference): a directory, `-` for a tar archive on standard output, or `type=TYPE` with
 * `dest=PATH` and what else the type takes. Throws a UsageError.
 */
export function readOutput(text: string, io: Pick<Io, 'cwd' | 'stdout'>): BuildOutput {
  if (text === '-') return { type: 'tar', destination: standardOutput(io.stdout) };
  if (!/[=,]/.test(text)) {
    if (text === '') throw new UsageError('--output is empty: give a directory, or type=TYPE');
    return { type: 'local', destination: resolve(io.cwd, text) };
  }
  const { type: name, dest, ...attributes } = Object.fromEntries(readKeyValues('output', text));
  const type = TYPES.find((known) => known === name);
  if (type === undefined)
    throw new UsageError(`--output ${text}: the type is one of ${TYPES.join(', ')}, not '${name ?? ''}'`);
  return { type, destination: readDestination(type, dest, io), attributes };
}

/** Makes sure before a build that its outputs can be written after it. Throws a UsageError. */
export function checkOutputs(outputs: readonly BuildOutput[]): void {
  for (const { destination, type } of outputs) {
    if (typeof destination !== 'string') continue;
    if (type === 'local') checkFolder('output', destination);
    else checkFile('output', destination);
  }
}

function readDestination(
  type: BuildOutput['type'],
  path: string | undefined,
  { cwd, stdout }: Pick<Io, 'cwd' | 'stdout'>,
): BuildOutput['destination'] {
  const isArchive = ARCHIVES.has(type);
  if (path === undefined) return isArchive && type !== 'docker' ? standardOutput(stdout) : undefined;
  if (!isArchive && type !== 'local')
    throw new UsageError(`--output type=${type} makes an image in the daemon and takes no dest`);
  if (path !== '-') return resolve(cwd, path);
  if (!isArchive) throw new UsageError(`--output type=${type} needs a directory, not standard output`);
  return standardOutput(stdout);
}

/** Throws a UsageError where a person would see the archive's bytes. */
function standardOutput(stdout: Output): Writable {
  if (stdout.isTerminal)
    throw new UsageError(
      'an archive is not written to a terminal: redirect standard output, or give dest=FILE',
    );
  return (
    stdout.stream ??
    new Writable({
      write(chunk, _encoding, done) {
        stdout.write(chunk);
        done();
      },
    })
  );
}
