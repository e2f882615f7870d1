import { expect, it } from 'vitest';
import { readProgress } from '../../../src/cli/build/progress-option.ts';
import { readCommandLine } from '../../../src/cli/command-line.ts';
import build from '../../../src/cli/commands/build.ts';

/** What these arguments and variables mean. */
function progressOf(argv: readonly string[], env: Readonly<Record<string, string>>, isTerminal: boolean) {
  const request = readCommandLine([...argv, '.'], build.options);
  if (request.kind !== 'run') throw new Error('no build');
  return readProgress(request.args.options, { env, stderr: { isTerminal, write: () => {} } });
}

it.each<[argv: string[], env: Record<string, string>, isTerminal: boolean, mode: string]>([
  [[], {}, true, 'tty'],
  [[], {}, false, 'plain'],
  [[], { TERM: 'dumb' }, true, 'plain'],
  [['--progress', 'auto'], { BUILDKIT_PROGRESS: 'rawjson' }, true, 'rawjson'],
  [[], { BUILDKIT_PROGRESS: 'auto' }, false, 'plain'],
  [[], { BUILDKIT_PROGRESS: '' }, true, 'tty'],
  [['--progress=tty'], { BUILDKIT_PROGRESS: 'plain' }, true, 'tty'],
  [['--progress=plain'], {}, true, 'plain'],
  [['--progress=plain', '--progress=none'], {}, true, 'none'],
  [['--progress=quiet'], {}, true, 'quiet'],
  [['-q'], { BUILDKIT_PROGRESS: 'plain' }, true, 'quiet'],
  [['-q', '--progress=auto'], {}, true, 'quiet'],
  [['-q', '--progress=none'], {}, true, 'quiet'],
])('%j with %j, terminal %j: %s', (argv, env, isTerminal, mode) => {
  expect(progressOf(argv, env, isTerminal).mode).toBe(mode);
});

it('needs BuildKit where JSON was asked for by option', () => {
  expect(progressOf(['--progress=rawjson'], {}, false).needsBuildKit).toBe(true);
  expect(progressOf([], { BUILDKIT_PROGRESS: 'rawjson' }, false).needsBuildKit).toBe(false);
});

it.each<[argv: string[], env: Record<string, string>, message: string]>([
  [['--progress=fancy'], {}, "--progress is one of auto, tty, plain, rawjson, quiet, none; not 'fancy'"],
  [
    [],
    { BUILDKIT_PROGRESS: 'fancy' },
    "BUILDKIT_PROGRESS is 'fancy', not auto, tty, plain, rawjson, quiet or none",
  ],
  [['--progress=tty'], {}, 'progress of kind tty needs a terminal'],
  [['--progress=plain', '-q'], {}, '--progress plain and --quiet exclude each other'],
])('refuses %j with %j', (argv, env, message) => {
  expect(() => progressOf(argv, env, false)).toThrow(message);
});
