import { defineRule } from '../lint/rule.ts';
import { hasRequirements, isPinnedForPip, isPipForHadolint, readPipInstall } from '../shell/pip.ts';

export default defineRule({
  summary: '`pip install` without a version',
  why: 'The newest version of the day is installed, so that the same file builds a different image tomorrow, or none.',
  category: 'reproducibility',
  severity: 'warning',
  aliases: { hadolint: 'DL3013' },
  presets: { hadolint: true, strict: true },
  messages: {
    unpinned:
      '`{{package}}` has no version, so that the newest is installed: pin one, as `{{package}}==1.2.3`, or use a file of requirements',
    unpinnedSource: '`{{source}}` names no revision, which moves: add one, as `{{source}}@v1.2.3`',
  },
  check({ file, report }) {
    return {
      Command(command) {
        if (file.preset === 'hadolint' && !isPipForHadolint(command)) return;
        const install = readPipInstall(command);
        if (install === null || hasRequirements(install)) return;
        for (const word of install.operands) {
          if (isPinnedForPip(word.value) || !file.isKnown(word) || isException(word.value)) continue;
          if (word.value.includes('+'))
            report('unpinnedSource', word, { source: word.value.replace(/#.*/, '') });
          else report('unpinned', word, { package: word.value });
        }
      },
    };

    /** `.[test]` is the project itself; hadolint takes it for a package, and the user in `git+ssh://git@host/path` for a revision. */
    function isException(name: string): boolean {
      return file.preset === 'hadolint' ? /\+.*@/s.test(name) : name.startsWith('.');
    }
  },
});
