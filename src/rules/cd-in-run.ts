import type { LintContext } from '../lint/lint-context.ts';
import { defineRule } from '../lint/rule.ts';
import { resolvePath } from '../model/resolve-path.ts';
import type { Run } from '../parser/ast.ts';
import type { ShellCommand } from '../shell/command.ts';

export default defineRule({
  summary: '`cd` that has no effect, or that WORKDIR would say better',
  why: 'Each RUN begins in the folder of the last WORKDIR, wherever the one before it went: a `cd` at its end is lost, and one that several RUNs begin with belongs in a WORKDIR. Other uses of `cd` are fine; only the preset `hadolint` reports them all.',
  category: 'correctness',
  severity: 'warning',
  aliases: { hadolint: 'DL3003' },
  presets: { hadolint: true, recommended: true },
  messages: {
    any: 'This `RUN` changes its folder with `cd`: set it with `WORKDIR`',
    lost: 'This `cd` has no effect, since the next instruction begins in the `WORKDIR` again: set that instead',
    needless: '`cd {{path}}` has no effect: it is the `WORKDIR` already',
    repeated: '`cd {{path}}` again, as on line {{line}}: say it once, with `WORKDIR {{path}}`',
  },
  check({ file, report }) {
    let previous: Start | null = null;
    const forget = (): void => {
      previous = null;
    };
    return {
      From: forget,
      Workdir: forget,
      Run(run, { onbuild }) {
        if (onbuild !== null) return;
        const changes = file.script(run).commands.filter(changesFolder);
        if (file.preset === 'hadolint') return reportAny(changes);
        const start = findStart(file, run);
        const isOnly = changes.length === 1;
        if (start !== null && isWorkdir(file, run, start)) {
          report('needless', start.command, { path: start.path });
        } else if (start !== null && isOnly && start.path === previous?.path) {
          report('repeated', start.command, { path: start.path, line: file.lineOf(previous.command) });
        } else {
          const lost = findLost(file, run);
          if (lost !== null) report('lost', lost);
        }
        previous = isOnly ? start : null;
      },
    };

    function reportAny(changes: readonly ShellCommand[]): void {
      const command = changes.find(({ name }) => name === 'cd');
      if (command !== undefined) report('any', command);
    }
  },
});

/** The folder that a RUN changes to before it does anything else. */
interface Start {
  /** As written; it may be relative. */
  readonly path: string;
  readonly command: ShellCommand;
}

function changesFolder({ name }: ShellCommand): boolean {
  return name === 'cd' || name === 'pushd' || name === 'popd';
}

/** `set` and `export` do nothing yet: `set -eux; cd /src && make`. */
function findStart(file: LintContext, run: Run): Start | null {
  const { commands } = file.script(run);
  const command = commands.find(({ name }) => name !== 'set' && name !== 'export');
  if (command?.name !== 'cd' || !command.isMain || command.words.length !== 1) return null;
  const [path] = command.words;
  return path?.isLiteral && path.value !== '-' ? { path: path.value, command } : null;
}

function isWorkdir({ build }: LintContext, run: Run, { path }: Start): boolean {
  const workdir = build.stateAt(run)?.workdir ?? null;
  return workdir !== null && resolvePath(workdir, path, 'linux') === workdir;
}

/** The `cd` that a RUN ends with: nothing is behind it, not even a redirection, which would open a file in the folder. */
function findLost(file: LintContext, run: Run): ShellCommand | null {
  const command = file.script(run).commands.at(-1);
  if (command?.name !== 'cd' || !command.isMain) return null;
  const script = run.heredocs.at(-1)?.body ?? run.command ?? run;
  const rest = file.dockerfile.source.text.slice(command.span.end, script.span.end);
  return /^[\s;"'\]]*$/.test(rest) ? command : null;
}
