import { defineRule } from '../lint/rule.ts';
import type { Run, Shell } from '../parser/ast.ts';
import type { ShellCommand } from '../shell/command.ts';
import { turnsOnPipefail, unguardedPipe } from '../shell/pipefail.ts';
import { programName } from '../shell/posix-shell.ts';

/** What hadolint knows to have `pipefail`; on Alpine `sh` has it, too. */
const knownToHadolint = new Set(['ash', 'bash', 'zsh']);

export default defineRule({
  summary: 'Pipe whose first command may fail unseen',
  why: 'The last command of a pipe decides whether the `RUN` fails: a download that breaks off is cached as if it had succeeded.',
  category: 'correctness',
  severity: 'warning',
  aliases: { hadolint: 'DL4006' },
  presets: { hadolint: true, strict: true },
  messages: {
    unseen:
      'The build goes on if `{{command}}` fails, since it stands before a pipe: turn on `pipefail`, by `SHELL ["/bin/bash", "-o", "pipefail", "-c"]` or `set -o pipefail`',
  },
  check({ file, report }) {
    let isSafe = false;
    return {
      From() {
        isSafe = false;
      },
      Shell(shell, { onbuild }) {
        if (onbuild === null) isSafe = isSafeForHadolint(shell);
      },
      Run(run, { onbuild }) {
        const isHadolint = file.preset === 'hadolint';
        if (isHadolint && (onbuild !== null || isSafe)) return;
        const pipe = isHadolint ? anyPipe(run) : findPipe(run);
        if (pipe?.pipedFrom) report('unseen', pipe.nameWord, { command: pipe.pipedFrom.name });
      },
    };

    function anyPipe(run: Run): ShellCommand | undefined {
      return file.script(run).commands.find(({ pipedFrom }) => pipedFrom !== null);
    }

    function findPipe(run: Run): ShellCommand | null {
      if (turnsOnPipefail(file.build.shellOf(run))) return null;
      const [shebang = ''] = run.heredocs[0]?.body.value.split('\n') ?? [];
      if (shebang.startsWith('#!') && turnsOnPipefail(shebang.split(/\s+/))) return null;
      return unguardedPipe(file.script(run).commands);
    }
  },
});

/** Shells for Windows have other pipes. */
function isSafeForHadolint({ command }: Shell): boolean {
  if (command?.kind !== 'ExecForm') return false;
  const [program = '', ...words] = command.items.map(({ value }) => value);
  if (/^(?:pwsh|powershell|cmd)/.test(program)) return true;
  const text = words.join(' ').split(/\s+/);
  const hasFlag = text.some((word) => /^-[^-]*o/.test(word));
  return knownToHadolint.has(programName(program)) && hasFlag && text.includes('pipefail');
}
