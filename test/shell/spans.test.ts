import { describe, expect, it } from 'vitest';
import { readCommands } from './read-commands.ts';

/** What stands in the Dockerfile at each command and, in brackets, at each of its words. */
function spans(dockerfile: string): readonly string[] {
  const { commands, textAt } = readCommands(dockerfile);
  return commands.map((command) => {
    const words = [command.nameWord, ...command.words].map((word) => `[${textAt(word)}]`);
    return `${textAt(command)} ${words.join('')}`;
  });
}

const continued = `FROM alpine
RUN apt-get update \\
  # a comment
\t&& apt-get install -y \\

    curl 'a b' \\
    # another
    "$x" \\
 && done\\
Here
`;

const found = [
  'apt-get update [apt-get][update]',
  `apt-get install -y \\

    curl 'a b' \\
    # another
    "$x" [apt-get][install][-y][curl]['a b']["$x"]`,
  'done\\\nHere [done\\\nHere]',
];

describe('the places of commands and words', () => {
  it('go over continuations, comments and empty lines', () => {
    expect(spans(continued)).toEqual(found);
  });

  it('lie in the file where a here-document has no end', () => {
    const text = 'FROM a\nRUN set <<"E O"-x &&`\n apt-get update && rm x\n';
    const { commands } = readCommands(text);
    expect(commands.map(({ name }) => name)).toContain('apt-get');
    for (const { span } of commands) {
      expect([span.start <= span.end, span.end <= text.length]).toEqual([true, true]);
    }
  });

  it('are the same with CRLF', () => {
    const withReturns = spans(continued.replaceAll('\n', '\r\n'));
    expect(withReturns).toEqual(found.map((text) => text.replaceAll('\n', '\r\n')));
  });

  it('are the same with a backtick as escape character', () => {
    const dockerfile = `# escape=\`\n${continued.replaceAll('\\', '`')}`;
    expect(spans(dockerfile)).toEqual(found.map((text) => text.replaceAll('\\', '`')));
  });

  it.each([
    [
      'substitutions',
      'a "$(b \\\n `c d`)"',
      ['a "$(b \\\n `c d`)" [a]["$(b \\\n `c d`)"]', 'b \\\n `c d` [b][`c d`]', 'c d [c][d]'],
    ],
    [
      'backticks with escapes',
      'a `b \\`c d\\``',
      ['a `b \\`c d\\`` [a][`b \\`c d\\``]', 'b \\`c d\\` [b][`c d\\`]', 'c d [c][d]'],
    ],
    ['sudo', 'sudo -E a b', ['sudo -E a b [sudo][-E][a][b]', 'a b [a][b]']],
    ['a script in single quotes', "sh -c 'a b'", ["sh -c 'a b' [sh][-c]['a b']", 'a b [a][b]']],
    [
      'a script with escapes',
      'sh -c "a \\"b\\" c"',
      ['sh -c "a \\"b\\" c" [sh][-c]["a \\"b\\" c"]', 'a \\"b\\" c [a]["b\\"][c]'],
    ],
    [
      'a script put together',
      `sh -c 'a '"b"`,
      [`sh -c 'a '"b" [sh][-c]['a '"b"]`, `'a '"b" ['a '"b"]['a '"b"]`],
    ],
    ['an assignment', 'export A="b c"', ['export A="b c" [export][A="b c"]']],
    ['exec form', '["a", "b c"]', ['"a", "b c" ["a"]["b c"]']],
    [
      'exec form with a script',
      '["sh", "-c", "a b"]',
      ['"sh", "-c", "a b" ["sh"]["-c"]["a b"]', 'a b [a][b]'],
    ],
    [
      'exec form with escapes',
      '["sh", "-c", "a \\"b\\""]',
      ['"sh", "-c", "a \\"b\\"" ["sh"]["-c"]["a \\"b\\""]', '"a \\"b\\"" ["a \\"b\\""]["a \\"b\\""]'],
    ],
    ['a here-document', '<<EOF\na \\\n b\nEOF', ['a \\\n b [a][b]']],
    ['tabs before its lines', '<<-EOF\n\ta\n\t\tb c\n\tEOF', ['a [a]', 'b c [b][c]']],
    [
      'a here-document behind other text',
      'a && sh -s <<EOF && b\nc d\nEOF',
      ['a [a]', 'sh -s [sh][-s]', 'c d [c][d]', 'b [b]'],
    ],
    ['escapes in a here-document', 'sh <<EOF\na \\$b c\nEOF', ['sh [sh]', 'a \\$b c [a][$b][c]']],
  ])('%s', (_, run, expected) => {
    const dockerfile = `FROM alpine\nRUN ${run}\n`;
    expect(spans(dockerfile)).toEqual(expected);
    expect(spans(dockerfile.replaceAll('\n', '\r\n'))).toEqual(
      expected.map((text) => text.replaceAll('\n', '\r\n')),
    );
  });
});

describe('the words of a command', () => {
  it.each([
    ['a \'b\' "c" d\\ e $\'f\' --g="h"', ['b', 'c', 'd e', 'f', '--g=h']],
    ['export A="b c"', ['A=b c']],
  ])('are literal: %s', (run, values) => {
    const [command] = readCommands(`FROM alpine\nRUN ${run}\n`).commands;
    expect(command?.words.map(({ isLiteral, value }) => [value, isLiteral])).toEqual(
      values.map((value) => [value, true]),
    );
  });

  it.each(['$b', '"x$b"', '${b:-c}', '$(b)', '`b`', '*.c', '{b,c}', '~/b', '<(b)', 'A=$b'])(
    'are not literal: %s',
    (word) => {
      const [command] = readCommands(`FROM alpine\nRUN export ${word}\n`).commands;
      expect(command?.words.map(({ isLiteral }) => isLiteral)).toEqual([false]);
    },
  );
});
