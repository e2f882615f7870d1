import type { RpmManager } from '../shell/rpm-manager.ts';
import { type AnyRule, defineRule } from './rule.ts';
import { unpinnedForRpm } from './unpinned-for-rpm.ts';

/** The rule about what yum or dnf installs without a version: both read the same arguments, and hadolint has a code for each. */
export function unpinnedRpmRule(manager: RpmManager, hadolint: string): AnyRule {
  return defineRule({
    summary: `\`${manager} install\` without a version`,
    why: 'The newest version of the day is installed, so that the same file builds a different image tomorrow. Distributions remove old versions, though, so that a pinned version has to be moved on regularly.',
    category: 'reproducibility',
    severity: 'warning',
    aliases: { hadolint },
    presets: { hadolint: true, strict: true },
    messages: {
      unpinned:
        '`{{package}}` has no version, so that the newest is installed: pin one, as `{{package}}-1.2.3`',
      unpinnedModule:
        'The module `{{module}}` has no stream, so that the default is installed: name one, as `{{module}}:1`',
    },
    check({ file, report }) {
      const findUnpinned = unpinnedForRpm(file, manager);
      return {
        Command(command, run, place) {
          const { modules, packages } = findUnpinned(command, run, place);
          for (const word of packages) report('unpinned', word, { package: word.value });
          for (const word of modules) report('unpinnedModule', word, { module: word.value });
        },
      };
    },
  });
}
