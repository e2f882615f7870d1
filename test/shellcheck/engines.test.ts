import { expect, it } from 'vitest';
import { parse } from '../../src/parser/parse.ts';
import { scriptsOf } from '../../src/shellcheck/scripts.ts';
import { describeEach } from './engines.ts';

const signal = new AbortController().signal;

describeEach('scripts are checked', (engine) => {
  it('each by itself, in any number', async () => {
    const lines = Array.from({ length: 30 }, (_, index) => (index % 3 === 0 ? 'echo $a' : 'echo'));
    const found = await engine.check(
      lines.map((line) => `#!/bin/sh\n${line}\n`),
      signal,
    );
    const hasFindings = found.map((remarks) => remarks.some(({ code }) => code === 2154));
    expect(hasFindings).toEqual(lines.map((line) => line === 'echo $a'));
  });

  it('whatever is in them', async () => {
    const odd = [
      '',
      '\n',
      "'",
      '\uD800',
      '\u0001\u00A0\u2028',
      '#!',
      'a'.repeat(100_000),
      'x\t'.repeat(1000),
    ];
    const found = await engine.check([...odd, '#!/bin/sh\ntrue\n'], signal);
    expect(found).toHaveLength(odd.length + 1);
    expect(found.at(-1)).toEqual([]);
  });

  it('until that is not wanted any more', async () => {
    await expect(engine.check(['true'], AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
    const interruption = new AbortController();
    const checked = engine.check(['true'], interruption.signal);
    interruption.abort(new Error('enough'));
    await expect(checked).rejects.toThrow('enough');
  });
});

it.each([
  ['arithmetic', '$(('.repeat(20)],
  ['arithmetic in subscripts', 'x[$(('.repeat(9)],
  ['subshells', '('.repeat(3000)],
])('a script that would take for ever is left out: %s', (_, script) => {
  expect(scriptsOf(parse(`FROM a\nRUN ${script}\n`), { strictlyPosix: false })).toEqual([]);
});
