import { configuredStages } from '../lint/configured-stages.ts';
import { defineRule } from '../lint/rule.ts';
import { configuresNoRecommended, mayHoldFlags, readApt, takesRecommended } from '../shell/apt.ts';
import { hasWord } from '../shell/cleanup.ts';

export default defineRule({
  summary: '`apt-get install` that installs what is only recommended',
  why: 'Besides what a package needs, apt-get installs what its maintainer recommends: often more than the package itself. What is missing without it has to be named.',
  category: 'size',
  severity: 'info',
  aliases: { hadolint: 'DL3015' },
  presets: { hadolint: true, strict: true },
  messages: {
    recommends:
      '`{{command}} install` installs recommended packages, too: add `--no-install-recommends` and name those that are needed',
  },
  check({ file, report }) {
    const configured = configuredStages(file, configuresNoRecommended);
    return {
      ...configured.listeners,
      Command(command, _, place) {
        const apt = readApt(command);
        if (apt === null || !takesRecommended(apt)) return;
        const isMeant =
          file.preset === 'hadolint'
            ? hasWord(command, 'apt-get', 'install')
            : apt.operands.length > 0 && !mayHoldFlags(apt) && !configured.has(place);
        if (isMeant) report('recommends', command.nameWord, { command: command.name });
      },
    };
  },
});
