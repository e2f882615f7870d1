import yargs from 'yargs';
import type { Command, OptionSpec, OptionSpecs } from './command.ts';
import { standardOptions } from './command-line.ts';

const exitCodes = `Exit codes:
  0    nothing at or above the threshold; the build succeeded
  1    findings at or above the threshold; the build failed
  2    wrong usage, or an input that could not be read
  3    a mistake in dlint itself
  130  interrupted`;

/** The help of one command, laid out for a width in columns. */
export async function commandHelp(command: Command, columns: number): Promise<string> {
  const { name, summary, description, operands, options, examples = [] } = command;
  const about = description === undefined ? `${summary}.` : `${summary}.\n\n${description}`;
  const page = start(`Usage: dlint ${name} [OPTIONS] ${operands}\n\n${about}`, columns);
  const specs: OptionSpecs = { ...options, ...standardOptions };
  for (const [option, spec] of Object.entries(specs)) {
    const { short, group, hidden } = spec;
    if (hidden) continue;
    page.option(label(option, spec), {
      describe: describe(spec),
      ...(short && { alias: short }),
      ...(group && { group: `${group}:` }),
    });
  }
  for (const [line, does] of examples) page.example(line, does);
  return `${(await page.epilogue(exitCodes).getHelp()).trim()}\n`;
}

/** The help of `dlint` itself: its commands and how to go on from there. */
export async function overview(commands: readonly Command[], columns: number): Promise<string> {
  const about = 'Reads Dockerfiles as BuildKit does, tells what is wrong with them, and builds them.';
  const page = start(`Usage: dlint [COMMAND] [OPTIONS] [PATH...]\n\n${about}`, columns);
  for (const { name, summary } of commands)
    page.command(name, name === 'lint' ? `${summary} (default)` : summary);
  page.command('help [COMMAND]', 'Show the help of a command');
  page.example('dlint', 'Lint every Dockerfile below the working directory');
  page.example('dlint api/Dockerfile', 'Lint one file, whatever its name');
  page.example('dlint lint --help', 'Show all options of `dlint lint`');
  return `${(await page.epilogue(exitCodes).getHelp()).trim()}\n`;
}

/** An empty page: yargs lays out the text and reads no command line, no locale and no package.json. */
function start(usage: string, columns: number) {
  return yargs([]).locale('en').help(false).version(false).scriptName('dlint').usage(usage).wrap(columns);
}

/** yargs shows an option by its name, so the name of its value becomes part of it. */
function label(option: string, { type, value = 'VALUE' }: OptionSpec): string {
  switch (type) {
    case 'flag':
      return option;
    case 'optional':
      return `${option}[=${value}]`;
    case 'string':
    case 'strings':
      return `${option} ${value}`;
  }
}

function describe({ summary, choices, default: isOn }: OptionSpec): string {
  const text = choices === undefined ? summary : `${summary}: ${choices.join(', ')}`;
  return isOn ? `${text} (default on)` : text;
}
