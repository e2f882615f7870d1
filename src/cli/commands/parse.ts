import { dumpBuildkit } from '../../parser/buildkit-dump.ts';
import { buildkitReport } from '../../parser/buildkit-report.ts';
import { parse } from '../../parser/parse.ts';
import { Source } from '../../text/source.ts';
import { defineCommand, UsageError } from '../command.ts';
import { Exit, highest } from '../exit.ts';
import { fail } from '../fail.ts';
import { type Input, InputError } from '../input/input.ts';
import { readInputs } from '../input/read-inputs.ts';
import { jsonText } from '../json-text.ts';

const formats = ['json', 'buildkit', 'buildkit-json'] as const;

type Format = (typeof formats)[number];

/** `dlint parse`: what dlint understands of a file, for other programs. */
export default defineCommand({
  name: 'parse',
  summary: 'Print what Dockerfiles say as a tree',
  description:
    'The tree is one JSON object to a line. Offsets count UTF-16 units from 0, the end is behind the last one. A file that ' +
    'BuildKit would refuse is printed all the same.',
  operands: 'FILE...',
  options: {
    format: {
      type: 'string',
      short: 'f',
      value: 'FORMAT',
      choices: formats,
      summary: 'How the tree is written (default json)',
    },
  },
  examples: [
    ['dlint parse Dockerfile', 'Print the tree as JSON'],
    ['dlint parse -f buildkit -', "Print BuildKit's S-expressions of standard input"],
  ],
  async run({ options, operands }, io) {
    if (operands.length === 0) throw new UsageError("name a file, or '-' for standard input");
    let exit: Exit = Exit.clean;
    for await (const input of readInputs(operands, '-', io)) {
      try {
        io.stdout.write(`${print(input, options.format ?? 'json')}\n`);
      } catch (error) {
        exit = highest(exit, fail(error, io, input.name));
      }
    }
    return exit;
  },
});

function print(input: Input | InputError, format: Format): string {
  if (input instanceof InputError) throw input;
  const dockerfile = parse(Source.fromBytes(input.bytes));
  switch (format) {
    case 'json':
      return jsonText(dockerfile.document);
    case 'buildkit':
      return dumpBuildkit(dockerfile.document);
    case 'buildkit-json':
      return jsonText({ file: input.name, ...buildkitReport(dockerfile) });
  }
}
