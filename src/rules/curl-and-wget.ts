import { defineRule } from '../lint/rule.ts';
import type { Run } from '../parser/ast.ts';
import type { ShellCommand } from '../shell/command.ts';

const downloaders = new Set(['curl', 'wget']);

export default defineRule({
  summary: 'Both curl and wget in one stage',
  why: 'They do the same, so that one of them, with all that it needs, is in the image for nothing.',
  category: 'size',
  severity: 'warning',
  aliases: { hadolint: 'DL4001' },
  presets: { hadolint: true, strict: true },
  messages: {
    both: '`{{command}}` does what `{{other}}` on line {{line}} does: use one of them in a stage',
  },
  check({ file, report }) {
    let first = new Map<string, ShellCommand>();
    const forChildren = new Map<string, ShellCommand>();
    return {
      From() {
        first = new Map();
      },
      Run(run, place) {
        // hadolint looks at ONBUILD on its own, and not at its stages.
        const known = file.preset === 'hadolint' && place.onbuild !== null ? forChildren : first;
        const used = downloads(run);
        const wasBoth = known.size === downloaders.size;
        for (const command of used) if (!known.has(command.name)) known.set(command.name, command);
        if (known.size < downloaders.size || (wasBoth && file.preset !== 'hadolint')) return;
        tell(used, known);
      },
    };

    function downloads(run: Run): readonly ShellCommand[] {
      return file.script(run).commands.filter(({ name }) => downloaders.has(name));
    }

    /** Points at the one that came second. */
    function tell(used: readonly ShellCommand[], known: ReadonlyMap<string, ShellCommand>): void {
      const command = used.at(-1);
      const other = known.get(command?.name === 'curl' ? 'wget' : 'curl');
      if (command === undefined || other === undefined) return;
      report('both', command.nameWord, {
        command: command.name,
        other: other.name,
        line: file.lineOf(other),
      });
    }
  },
});
