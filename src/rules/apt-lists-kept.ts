import type { LintContext } from '../lint/lint-context.ts';
import { isMounted, isShipped } from '../lint/package-cache.ts';
import { defineRule, type Place } from '../lint/rule.ts';
import type { Run } from '../parser/ast.ts';
import { readApt } from '../shell/apt.ts';
import { type Cleanup, deletes, hasWord, lastUncleaned } from '../shell/cleanup.ts';
import type { ShellCommand } from '../shell/command.ts';

const FOLDER = '/var/lib/apt/lists';

export default defineRule({
  summary: '`apt-get update` that keeps its package lists in the image',
  why: 'The lists stay in the layer, some 20 to 50 MB that nothing needs and that are soon out of date. A later `RUN` cannot make the layer smaller.',
  category: 'size',
  severity: 'info',
  aliases: { hadolint: 'DL3009' },
  presets: { hadolint: true, recommended: true },
  messages: {
    kept: '`{{command}} update` leaves its package lists in the image: end this `RUN` with `rm -rf /var/lib/apt/lists/*`',
  },
  check({ file, report }) {
    return {
      Run(run, place) {
        const find = file.preset === 'hadolint' ? findForHadolint : findUpdate;
        const command = find(file, run, place);
        if (command !== null) report('kept', command.nameWord, { command: command.name });
      },
    };
  },
});

const cleanup: Cleanup = { leaves: updates, cleans };

/** The last update that leaves its lists in an image; `null` where there is none. */
function findUpdate(file: LintContext, run: Run, place: Place): ShellCommand | null {
  const command = lastUncleaned(file.script(run).commands, cleanup);
  return command !== null && !isMounted(file, run, FOLDER) && isShipped(file, place) ? command : null;
}

function updates(command: ShellCommand): boolean {
  return readApt(command)?.name === 'update';
}

/** `rm -rf /var/lib/apt/lists/*`, `find /var/lib/apt/lists -type f -delete`, `apt-get distclean`, or a program for it. */
function cleans(command: ShellCommand): boolean {
  const { name, words } = command;
  if (name === 'find') return words[0]?.value.startsWith(FOLDER) === true;
  if (/clean/i.test(name)) return true;
  return deletes(command, FOLDER) || /^dist-?clean$/.test(readApt(command)?.name ?? '');
}

/** hadolint takes any `rm -rf` for a cleanup, wherever it stands, and looks at each ONBUILD alone. */
function findForHadolint(file: LintContext, run: Run, place: Place): ShellCommand | null {
  const { commands } = file.script(run);
  if (commands.some((command) => hasWord(command, 'rm', '-rf', `${FOLDER}/*`))) return null;
  if (isMounted(file, run, FOLDER)) return null;
  if (['/var/lib/apt', '/var/cache/apt'].every((folder) => isMounted(file, run, folder))) return null;
  const command = commands.find((each) =>
    ['apt-get', 'apt', 'aptitude'].some((name) => hasWord(each, name, 'update')),
  );
  return command !== undefined && (place.onbuild !== null || isShipped(file, place)) ? command : null;
}
