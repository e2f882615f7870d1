import type { Preset } from '../../lint/presets.ts';
import { readCommandLine } from '../command-line.ts';
import { Configuration } from '../config/configuration.ts';
import type { Exit } from '../exit.ts';
import type { Io } from '../io.ts';
import { lintOptions } from '../lint/options.ts';
import { runLint } from '../lint/run-lint.ts';
import type { Found } from './from-findings.ts';

/** What a run of `dlint` finds below the working directory under a preset, without any configuration. */
export interface Today {
  readonly findings: readonly Found[];
  /** Not clean where files could not be linted, which the run has said on standard error. */
  readonly exit: Exit;
}

/** Lints as `dlint` would. */
export async function findToday(preset: Preset, io: Io): Promise<Today> {
  const chunks: string[] = [];
  const stdout = { write: (chunk: string | Uint8Array) => chunks.push(String(chunk)), isTerminal: false };
  const argv = ['--no-config', '--preset', preset, '-f', 'json', '-t', 'none', '-q', '.'];
  const request = readCommandLine(argv, lintOptions);
  if (request.kind !== 'run') throw new Error('a command line of ours was not understood');
  const args = { ...request.args, options: { ...request.args.options, preset } };
  const exit = await runLint(args, await Configuration.open(args.options, io), { ...io, stdout });
  // Written by our own reporter.
  return { findings: JSON.parse(chunks.join('') || '[]') as readonly Found[], exit };
}
