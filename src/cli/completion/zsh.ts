import type { Candidates, Completable, CompletableOption } from './completable.ts';

/** The completion script for zsh: to be sourced, or to lie as `_dlint` in a folder of `$fpath`. */
export function zshCompletion(commands: readonly Completable[]): string {
  return `#compdef dlint
# zsh completion for dlint, written by \`dlint completion zsh\`
_dlint() {
  local -a commands=(
${commands.map(({ name, summary }) => `    ${quote(`${name}:${summary}`)}`).join('\n')}
  )
  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
    _describe -t commands command commands
    _files
    return
  fi
  local command=lint
  if (( \${commands[(I)$words[2]:*]} )); then
    command=$words[2]
    shift words
    (( CURRENT-- ))
  fi
  case $command in
${commands.map(commandCase).join('\n')}
  esac
}
if [[ $funcstack[1] == _dlint ]]; then
  _dlint "$@"
else
  compdef _dlint dlint
fi
`;
}

function commandCase({ name, options, operands }: Completable): string {
  const specs = [...options.map(optionSpec), `'*:operand:${action(operands)}'`];
  return `    ${name})\n      _arguments -s -S : \\\n        ${specs.join(' \\\n        ')} ;;`;
}

/** As zsh's `_arguments` takes it: `'(-f --format)'{-f+,--format=}'[summary]:FORMAT:(json tty)'`. */
function optionSpec({ long, short, summary, value, values, repeats }: CompletableOption): string {
  const rest = quote(`[${escape(summary)}]${value === null ? '' : `:${escape(value)}:${action(values)}`}`);
  const longSpec = value === null ? `--${long}` : `--${long}=`;
  if (short === null) return repeats ? `'*'${longSpec}${rest}` : `${longSpec}${rest}`;
  const shortSpec = value === null ? `-${short}` : `-${short}+`;
  const excluded = repeats ? "'*'" : `'(-${short} --${long})'`;
  return `${excluded}{${shortSpec},${longSpec}}${rest}`;
}

function action(candidates: Candidates): string {
  switch (candidates) {
    case 'files':
      return '_files';
    case 'directories':
      return '_files -/';
    case 'anything':
      return ' ';
    default:
      return `(${candidates.join(' ')})`;
  }
}

function escape(text: string): string {
  return text.replace(/[[\]:\\]/g, '\\$&');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
