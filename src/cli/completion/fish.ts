import type { Candidates, Completable, CompletableOption } from './completable.ts';

/** The completion script for fish. */
export function fishCompletion(commands: readonly Completable[]): string {
  const names = commands.map(({ name }) => name).join(' ');
  return `# fish completion for dlint, written by \`dlint completion fish\`
function __dlint_command
    set -l words (commandline -opc)
    if contains -- "$words[2]" ${names}
        echo $words[2]
    else if test (count $words) -gt 1
        echo lint
    end
end
function __dlint_is
    test "$(__dlint_command)" = $argv[1]
end
function __dlint_is_first
    test -z "$(__dlint_command)"
end
${commands.flatMap(linesOf).join('\n')}
`;
}

function linesOf(command: Completable): readonly string[] {
  const { name, summary, options, operands } = command;
  const own = `-n '__dlint_is ${name}'`;
  // Without a command the options are those of lint.
  const conditions = name === 'lint' ? [own, '-n __dlint_is_first'] : [own];
  return [
    `complete -c dlint -n __dlint_is_first -a ${name} -d ${quote(summary)}`,
    ...operandLines(own, operands),
    ...conditions.flatMap((condition) => options.map((option) => optionLine(condition, option))),
  ];
}

function operandLines(condition: string, operands: Candidates): readonly string[] {
  if (operands === 'files' || operands === 'directories') return [];
  return [
    `complete -c dlint ${condition} -f${operands === 'anything' ? '' : ` -a ${quote(operands.join(' '))}`}`,
  ];
}

function optionLine(condition: string, { long, short, summary, value, values }: CompletableOption): string {
  const letter = short === null ? '' : ` -s ${short}`;
  return `complete -c dlint ${condition} -l ${long}${letter}${value === null ? '' : valueOf(values)} -d ${quote(summary)}`;
}

function valueOf(values: Candidates): string {
  switch (values) {
    case 'files':
      return ' -r -F';
    case 'directories':
      return " -x -a '(__fish_complete_directories)'";
    case 'anything':
      return ' -x';
    default:
      return ` -x -a ${quote(values.join(' '))}`;
  }
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
