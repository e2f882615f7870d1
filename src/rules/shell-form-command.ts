import { defineRule, type Place } from '../lint/rule.ts';
import type { Build } from '../model/evaluate.ts';
import type { Cmd, Entrypoint, ShellForm } from '../parser/ast.ts';
import { plainWords } from '../shell/plain-words.ts';
import { isPosixShell } from '../shell/posix-shell.ts';

export default defineRule({
  summary: 'CMD or ENTRYPOINT in shell form',
  why: 'A shell then starts the program and may keep signals from it, so that `docker stop` waits and kills it in the end. What stands behind the image in `docker run` does not reach such an ENTRYPOINT.',
  category: 'correctness',
  severity: 'warning',
  aliases: { hadolint: 'DL3025' },
  presets: { hadolint: true, recommended: true },
  messages: {
    program:
      '`{{shell}}` runs this program and may not pass signals on to it: write the exec form, `{{keyword}} {{exec}}`',
    script:
      '`{{shell}}` runs this and may not pass signals on to the program: write the exec form, or start the program with `exec`',
    json: 'This is not a JSON array, so that `{{shell}}` runs it as it stands: put strings in double quotes, and nothing behind the bracket',
    check: 'This check needs a shell in the image: write the exec form, `CMD {{exec}}`',
  },
  check({ file: { build, preset }, report }) {
    const checkStart = (node: Cmd | Entrypoint, { onbuild }: Place): void => {
      const { command, keyword } = node;
      if (command?.kind !== 'ShellForm') return;
      if (preset === 'hadolint' ? onbuild !== null : isMeant(node, command, build)) return;
      const [program = '', ...rest] = build.shellOf(node);
      const shell = [program, ...rest].join(' ');
      // Other shells know no `exec`.
      const exec = execForm(command) ?? (isPosixShell(program) ? null : EXAMPLE);
      if (exec !== null) report('program', command, { shell, keyword: keyword.value, exec });
      else report(command.text.startsWith('[') ? 'json' : 'script', command, { shell });
    };
    return {
      Cmd: checkStart,
      Entrypoint: checkStart,
      Healthcheck({ command }, { onbuild }) {
        if (preset !== 'hadolint' || onbuild !== null || command?.kind !== 'ShellForm') return;
        report('check', command, { exec: execForm(command) ?? EXAMPLE });
      },
    };
  },
});

const EXAMPLE = '["program", "argument"]';

const EXEC = /(?:^|[;&|{(]|\b(?:then|else|do))\s*exec\s/;

/** The author chose the shell, or lets it give way to the program. */
function isMeant(node: Cmd | Entrypoint, { text }: ShellForm, build: Build): boolean {
  return build.stateAt(node)?.shellIsSet === true || EXEC.test(text);
}

function execForm({ text }: ShellForm): string | null {
  const words = plainWords(text);
  return words === null ? null : `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
}
