import { describe, expect, it } from 'vitest';
import { run } from './run.ts';

describe('dlint expand', () => {
  it.each([
    [['-e', 'V=1.2.3', '${V%.*}'], '1.2'],
    [['-e', 'A=old', '-e', 'A=new', '$A'], 'new'],
    [['-e', 'EMPTY=', '${EMPTY:-other}'], 'other'],
    [['--escape', '`', 'a` b'], 'a b'],
    [['"a $MISSING b"'], 'a  b'],
    [['--', '--$$'], '--'],
    [['-e', 'A=x  y', '--words', '$A "$A"'], '["x","y","x  y"]'],
  ])('%j', async (argv, expected) => {
    expect(await run(['expand', ...argv])).toEqual({ exit: 0, stdout: `${expected}\n`, stderr: '' });
  });

  it("gives BuildKit's reason where it refuses the word", async () => {
    const { exit, stderr, stdout } = await run(['expand', '${A:?is needed}']);
    expect([exit, stdout]).toEqual([1, '']);
    expect(stderr).toBe('dlint: failed to process "${A:?is needed}": A: is needed\n');
  });

  it.each([[[]], [['a', 'b']], [['-e', 'A', 'x']], [['--escape', '^', 'x']]])('refuses %j', async (argv) => {
    const { exit, stderr } = await run(['expand', ...argv]);
    expect(exit).toBe(2);
    expect(stderr).toMatch(/^dlint: .*\(see dlint expand --help\)\n$/);
  });
});
