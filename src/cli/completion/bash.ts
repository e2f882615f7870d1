import type { Candidates, Completable, CompletableOption } from './completable.ts';

/** The completion script for bash, 3.2 and newer; it needs no other package. */
export function bashCompletion(commands: readonly Completable[]): string {
  const names = commands.map(({ name }) => name);
  return `# bash completion for dlint, written by \`dlint completion bash\`
_dlint() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command=lint
  # bash takes the = of --option=value for a word.
  if [[ $current == = ]]; then
    current=
  elif [[ $previous == = ]]; then
    previous=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  if ((COMP_CWORD > 1)); then
    case \${COMP_WORDS[1]} in
      ${names.join('|')}) command=\${COMP_WORDS[1]} ;;
    esac
  fi
  COMPREPLY=()
  case $command:$previous in
${commands.flatMap((command) => command.options.flatMap((option) => valueCase(command, option))).join('\n')}
  esac
  case $command:$current in
${commands.flatMap(optionCase).join('\n')}
  esac
  if ((COMP_CWORD == 1)); then
    ${reply(names)}
    return
  fi
  case $command in
${commands.flatMap(operandCase).join('\n')}
  esac
}
complete -o bashdefault -o default -F _dlint dlint
`;
}

/** Where nothing is replied, bash goes on to file names. */
function reply(candidates: Candidates): string {
  switch (candidates) {
    case 'files':
    case 'anything':
      return ':';
    case 'directories':
      return 'COMPREPLY=($(compgen -d -- "$current"))';
    default:
      return `COMPREPLY=($(compgen -W '${candidates.join(' ')}' -- "$current"))`;
  }
}

function valueCase(
  { name }: Completable,
  { long, short, value, values }: CompletableOption,
): readonly string[] {
  if (value === null) return [];
  const spellings = [`--${long}`, ...(short === null ? [] : [`-${short}`])];
  const patterns = spellings.map((spelling) => `${name}:${spelling}`);
  return [`    ${patterns.join('|')}) ${reply(values)}; return ;;`];
}

function optionCase({ name, options }: Completable): readonly string[] {
  if (options.length === 0) return [];
  return [`    ${name}:-*) ${reply(options.map(({ long }) => `--${long}`))}; return ;;`];
}

function operandCase({ name, operands }: Completable): readonly string[] {
  return reply(operands) === ':' ? [] : [`    ${name}) ${reply(operands)} ;;`];
}
