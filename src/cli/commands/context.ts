import { resolve } from 'node:path';
import { BuildError } from '../../build/build-error.ts';
import { openContext } from '../../build/context/build-context.ts';
import { defaultDockerfile } from '../../build/context/locate-dockerfile.ts';
import { Selection } from '../../build/context/selection.ts';
import { readDockerfile } from '../build/context-operand.ts';
import { type Arguments, defineCommand, type OptionSpecs, UsageError } from '../command.ts';
import { leftOutView } from '../context/left-out-view.ts';
import { sentView } from '../context/sent-view.ts';
import type { Looked, View } from '../context/view.ts';
import { whyView } from '../context/why-view.ts';
import { Exit } from '../exit.ts';
import type { Io } from '../io.ts';
import { jsonText } from '../json-text.ts';
import { printError } from '../print-error.ts';

const options = {
  file: { type: 'string', short: 'f', value: 'FILE', summary: 'The Dockerfile (default PATH/Dockerfile)' },
  excluded: { type: 'flag', summary: 'List what is left out, and by which line, instead of what is sent' },
  why: {
    type: 'strings',
    value: 'FILE',
    summary: 'Say whether this file is sent, and which line of which ignore file decides that',
  },
  builder: {
    type: 'string',
    value: 'NAME',
    choices: ['buildkit', 'classic'],
    summary: 'Whose rules hold; buildkit if not given',
  },
  format: {
    type: 'string',
    value: 'FORMAT',
    choices: ['text', 'json'],
    summary: 'How to print it; text if not given',
  },
} as const satisfies OptionSpecs;

type ContextArguments = Arguments<typeof options>;

/** `dlint context`: what a build would be given of a directory. */
export default defineCommand({
  name: 'context',
  summary: 'List what a build would be given of a directory',
  description:
    'PATH is the build context, as for dlint build; the working directory if not given. Its files are listed without what ' +
    '.dockerignore excludes, largest first. BuildKit asks only for those of them that the Dockerfile copies. The classic ' +
    "builder does not look into a directory that is excluded, unless an exception begins with the directory's name.",
  operands: '[PATH]',
  options,
  examples: [
    ['dlint context', 'What would be sent of the working directory'],
    ['dlint context --excluded', 'What would not, and which line of .dockerignore says so'],
    ['dlint context --why src/config.local', 'Why COPY finds a file, or does not'],
  ],
  async run(args, io) {
    try {
      const { lines, json } = view(args, await look(args, io));
      const isJson = args.options.format === 'json';
      io.stdout.write(isJson ? `${jsonText(json, 2)}\n` : `${lines.join('\n')}\n`);
      return Exit.clean;
    } catch (error) {
      if (!(error instanceof BuildError)) throw error;
      printError(io, error.message);
      return Exit.usage;
    }
  },
});

async function look({ options: { file, builder }, operands }: ContextArguments, io: Io): Promise<Looked> {
  const [path = '.', ...rest] = operands;
  if (rest.length > 0) throw new UsageError("'dlint context' takes one PATH");
  const directory = resolve(io.cwd, path);
  // Without a Dockerfile there is a context all the same.
  const isWithout = file === undefined && defaultDockerfile(directory) === undefined;
  const source = isWithout ? { content: new Uint8Array() } : await readDockerfile(file, io);
  const context = openContext(directory, source);
  return { context, selection: new Selection(context, builder ?? 'buildkit'), io };
}

function view({ options: { why, excluded } }: ContextArguments, looked: Looked): View {
  if (why.length > 0 && excluded) throw new UsageError('--why and --excluded are two questions: ask one');
  if (why.length > 0) return whyView(looked, why);
  return excluded ? leftOutView(looked) : sentView(looked);
}
