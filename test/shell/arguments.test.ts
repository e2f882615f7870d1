import { describe, expect, it } from 'vitest';
import { flagNames, fromFirstOperand, operands, readArguments } from '../../src/shell/arguments.ts';
import { readCommands } from './read-commands.ts';

/** The words behind the name of the only command of a RUN. */
function firstCommand(run: string) {
  const [command] = readCommands(`FROM alpine\nRUN ${run}\n`).commands;
  if (command === undefined) throw new Error(`no command in ${run}`);
  return command;
}

const valued = ['t', 'o', 'target'];

describe('the arguments of a command', () => {
  it.each([
    ['a b c', [], ['b', 'c']],
    ['a -xy b', ['x', 'y'], ['b']],
    ['a b -x --long c', ['x', 'long'], ['b', 'c']],
    ['a --long=1 -x=2 --empty=', ['long=1', 'x=2', 'empty='], []],
    ['a -t v -ov -xtv -xt v b', ['t=v', 'o=v', 'x', 't=v', 'x', 't=v'], ['b']],
    ['a --target v --target=v b', ['target=v', 'target=v'], ['b']],
    ['a -x -- -y b', ['x'], ['-y', 'b']],
    ['a - b', [], ['-', 'b']],
    ['a b -t', ['t'], ['b']],
    ['a -oX::Y=1 -o=X', ['o=X::Y=1', 'o=X'], []],
  ])('%s', (run, flags, rest) => {
    const found = readArguments(firstCommand(run).words, valued);
    const rendered = found.flags.map(({ name, value }) => (value === null ? name : `${name}=${value}`));
    expect([rendered, found.operands.map(({ value }) => value)]).toEqual([flags, rest]);
  });

  it('are read without knowing the values, too', () => {
    const command = firstCommand('a -t v --target w --x=y');
    expect(flagNames(command)).toEqual(['t', 'target', 'x']);
    expect(operands(command).map(({ value }) => value)).toEqual(['v', 'w']);
  });

  it.each([
    ['a -x -t v b -y', ['b', '-y']],
    ['a -x -- -y', ['-y']],
    ['a -x', []],
  ])('from the first operand on: %s', (run, rest) => {
    expect(fromFirstOperand(firstCommand(run).words, valued).map(({ value }) => value)).toEqual(rest);
  });
});
