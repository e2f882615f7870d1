import { describe, expect, it } from 'vitest';
import { type OptionSpecs, UsageError } from '../../src/cli/command.ts';
import { readCommandLine } from '../../src/cli/command-line.ts';

const specs = {
  quiet: { type: 'flag', short: 'q', summary: '' },
  'no-color': { type: 'flag', summary: '' },
  preset: { type: 'string', value: 'NAME', choices: ['recommended', 'strict'], summary: '' },
  quota: { type: 'string', value: 'N', summary: '' },
  tag: { type: 'strings', short: 't', value: 'NAME', summary: '' },
} as const satisfies OptionSpecs;

const nothing = { quiet: false, 'no-color': false, preset: undefined, quota: undefined, tag: [] };

function read(...argv: string[]) {
  const request = readCommandLine(argv, specs);
  return request.kind === 'run' ? request.args : request.kind;
}

describe('a command line', () => {
  it.each([
    ['nothing', [], {}, []],
    ['a bare dash as an operand', ['-'], {}, ['-']],
    [
      'options before and behind operands',
      ['-q', 'a', '--preset', 'strict', 'b'],
      { quiet: true, preset: 'strict' },
      ['a', 'b'],
    ],
    ['values with =', ['--preset=strict', '--quota='], { preset: 'strict', quota: '' }, []],
    ['lists', ['-ta', '-t', 'b', '-t=c', '--tag=d=e'], { tag: ['a', 'b', 'c', 'd=e'] }, []],
    ['letters in one', ['-qt', 'a'], { quiet: true, tag: ['a'] }, []],
    ['a value that looks like an option', ['--quota', '-1'], { quota: '-1' }, []],
    ['the end of options', ['a', '--', '-q', '--help', '--'], {}, ['a', '-q', '--help', '--']],
    ['a list that leaves the operand behind it alone', ['--tag', 'a', 'b'], { tag: ['a'] }, ['b']],
    ['flags with a value', ['--quiet=true', '--no-color=false'], { quiet: true }, []],
    [
      'letters with a value',
      ['-q=t', 'a', '-t', '-q=f', '--tag', '--', '-t=x'],
      { quiet: true, tag: ['-q=f', '--', 'x'] },
      ['a'],
    ],
    ['values for letters only', ['-q=false', '-t=', '--', '-q=t'], { tag: ['='] }, ['-q=t']],
    ['help that is not wanted', ['--help=false', '-h=0', '-qh=F', 'a'], { quiet: true }, ['a']],
    ['an operand with a name from Object', ['constructor'], {}, ['constructor']],
  ])('reads %s', (_, argv, options, operands) => {
    expect(read(...argv)).toEqual({ options: { ...nothing, ...options }, operands });
  });

  it.each([
    [['--presett', 'strict'], 'unknown option --presett, did you mean --preset?'],
    [['--hepl'], 'unknown option --hepl, did you mean --help?'],
    [['--xyzzy'], 'unknown option --xyzzy'],
    [['--constructor'], 'unknown option --constructor'],
    [['-x'], 'unknown option -x'],
    [['-qx'], 'unknown option -x'],
    [['--preset'], '--preset needs a value (NAME)'],
    [['-t'], '-t needs a value (NAME)'],
    [['--preset', 'strict', '--preset', 'strict'], '--preset is given twice'],
    [['-q', '--quiet'], '--quiet is given twice'],
    [
      ['--preset', 'strickt'],
      "--preset is one of recommended, strict; not 'strickt', did you mean 'strict'?",
    ],
    [['--preset', '--quiet'], "--preset is one of recommended, strict; not '--quiet'"],
    [['-q='], '-q takes no value; --quiet=true and --quiet=false are understood'],
    [['-q=maybe'], "--quiet is true or false, not 'maybe'"],
    [['--help=maybe'], "--help is true or false, not 'maybe'"],
    [['--quiet=maybe'], "--quiet is true or false, not 'maybe'"],
  ])('is refused: %j', (argv, message) => {
    expect(() => read(...argv)).toThrow(new UsageError(message));
  });

  it.each([
    [['--help'], 'help'],
    [['-h'], 'help'],
    [['a', '--bogus', '-qh'], 'help'],
    [['-v'], 'version'],
    [['--version', '-h'], 'version'],
  ])('asks for help or the version, mistakes or not: %j', (argv, kind) => {
    expect(read(...argv)).toBe(kind);
  });
});
