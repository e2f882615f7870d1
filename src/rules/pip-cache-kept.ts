import { isMounted, isShipped } from '../lint/package-cache.ts';
import { defineRule, type Place } from '../lint/rule.ts';
import type { Stage } from '../model/stages.ts';
import type { Run } from '../parser/ast.ts';
import { deletes } from '../shell/cleanup.ts';
import type { ShellCommand } from '../shell/command.ts';
import { isPipForHadolint, readPipInstall } from '../shell/pip.ts';
import { isGiven } from '../shell/subcommand.ts';

const VARIABLE = 'PIP_NO_CACHE_DIR';
const TRUE = /^(?:1|true|t|on|yes|y)$/i;
const SET_IN_SCRIPT = /\bPIP_NO_CACHE_DIR=["']?(?:1|true|t|on|yes|y)\b/i;
const SET_FOR_HADOLINT = /PIP_NO_CACHE_DIR=(?:1|true|on|yes)/i;

export default defineRule({
  summary: '`pip install` that keeps its cache in the image',
  why: 'What pip downloads and builds stays in the layer, where nothing needs it, and a later `RUN` cannot make the layer smaller.',
  category: 'size',
  severity: 'warning',
  aliases: { hadolint: 'DL3042' },
  presets: { hadolint: true, recommended: true },
  messages: {
    kept: '`pip install` leaves its cache in the image: add `--no-cache-dir`, or mount a cache over `/root/.cache/pip`',
  },
  check({ file, report }) {
    const isHadolint = file.preset === 'hadolint';
    const without = new Set<Stage | 'children' | null>();
    return {
      From(from, { stage }) {
        const base = file.build.baseOf(from);
        if (base?.kind === 'stage' && without.has(base.stage.stage)) without.add(stage);
      },
      Env({ pairs }, { onbuild, stage }) {
        const key = onbuild === null ? stage : 'children';
        const values = pairs.filter(({ name }) => name.value === VARIABLE).map(({ value }) => value);
        for (const value of values) {
          if (TRUE.test((value && file.textOf(value)) ?? '')) without.add(key);
          // hadolint does not see that it is unset again.
          else if (!isHadolint) without.delete(key);
        }
      },
      Run(run, place) {
        if (isOff(place) || isMounted(file, run, '.cache/pip')) return;
        for (const command of keepers(run, place)) report('kept', command.nameWord);
      },
    };

    /** hadolint looks at ONBUILD on its own. */
    function isOff({ onbuild, stage }: Place): boolean {
      if (onbuild === null) return without.has(stage);
      return without.has('children') || (!isHadolint && without.has(stage));
    }

    /** The commands whose cache is left, none of which a later one empties. hadolint knows neither cleanups nor stages here. */
    function keepers(run: Run, place: Place): readonly ShellCommand[] {
      const { commands } = file.script(run);
      const last = isHadolint ? -1 : commands.findLastIndex(cleans);
      const keeping = commands.slice(last + 1).filter((command) => keepsCache(command, isHadolint));
      const text = file.dockerfile.source.text.slice(run.span.start, run.span.end);
      const pattern = isHadolint ? SET_FOR_HADOLINT : SET_IN_SCRIPT;
      if (keeping.length === 0 || pattern.test(text)) return [];
      return isHadolint || isShipped(file, place) ? keeping : [];
    }
  },
});

/** pipx and uv have caches of their own. pip takes `--no-cache`, too, since it need not be given a flag's whole name. */
function keepsCache(command: ShellCommand, isHadolint: boolean): boolean {
  if (command.name.startsWith('pipx') || command.name === 'uv') return false;
  if (isHadolint && !isPipForHadolint(command)) return false;
  const install = readPipInstall(command);
  return install !== null && !isGiven(install, 'no-cache-dir', ...(isHadolint ? [] : ['no-cache']));
}

/** `pip cache purge`, `rm -rf ~/.cache` */
function cleans(command: ShellCommand): boolean {
  const { name, words } = command;
  if (name.startsWith('pip')) return words[0]?.value === 'cache' && words[1]?.value === 'purge';
  const isHome = words.some(({ value }) =>
    /^(?:~|\$HOME|\$\{HOME\})\/\.cache(?:\/pip)?(?:\/\*?)?$/.test(value),
  );
  return deletes(command, '/root/.cache/pip') || (name === 'rm' && isHome);
}
