import { expand, expandWords } from '../../word/expand.ts';
import { defineCommand, UsageError } from '../command.ts';
import { Exit } from '../exit.ts';
import { jsonText } from '../json-text.ts';
import { printError } from '../print-error.ts';

/** `dlint expand`: what BuildKit makes of a word with quotes and variables. */
export default defineCommand({
  name: 'expand',
  summary: 'Print what a word of a Dockerfile expands to',
  description:
    'The word is read as in ENV, COPY or WORKDIR: quotes and escapes are taken out and variables put in, also ' +
    '${name:-default}, ${name:+other}, ${name:?message}, ${name#prefix}, ${name%suffix} and ${name/pattern/replacement}. ' +
    'A word that BuildKit refuses is an error, exit code 1.',
  operands: 'WORD',
  options: {
    env: {
      type: 'strings',
      short: 'e',
      value: 'NAME=VALUE',
      summary: 'Set a variable; the last of a name counts',
    },
    escape: {
      type: 'string',
      value: 'CHARACTER',
      choices: ['\\', '`'],
      summary: 'The escape character (default \\)',
    },
    words: { type: 'flag', summary: 'Split at unquoted white space and print a JSON list' },
  },
  examples: [
    ["dlint expand -e V=1.2.3 '${V%.*}'", 'Print 1.2'],
    ['dlint expand --words \'a "b c"\'', 'Print ["a","b c"]'],
  ],
  async run({ operands, options }, io) {
    const [word, ...rest] = operands;
    if (word === undefined || rest.length > 0)
      throw new UsageError('give one word, in quotes if it has blanks');
    const environment = new Map(options.env.map(readAssignment));
    const how = { env: (name: string) => environment.get(name), escape: options.escape };
    const result = options.words ? expandWords(word, how) : expand(word, how);
    if (!result.ok) {
      printError(io, result.message);
      return Exit.findings;
    }
    const text = 'words' in result ? jsonText(result.words.map(({ value }) => value)) : result.value;
    io.stdout.write(`${text}\n`);
    return Exit.clean;
  },
});

function readAssignment(assignment: string): readonly [name: string, value: string] {
  const equals = assignment.indexOf('=');
  if (equals < 1) throw new UsageError(`-e needs NAME=VALUE, not '${assignment}'`);
  return [assignment.slice(0, equals), assignment.slice(equals + 1)];
}
