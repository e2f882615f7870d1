import { defineRule } from '../lint/rule.ts';
import { readZypper } from '../shell/zypper.ts';

export default defineRule({
  summary: '`zypper dist-upgrade` in a build',
  why: 'It moves the image to another state of the distribution than its tag says, differently each day, and doubles what it replaces.',
  category: 'reproducibility',
  severity: 'warning',
  aliases: { hadolint: 'DL3035' },
  presets: { hadolint: true, strict: true },
  messages: {
    upgrade: '`zypper {{subcommand}}` upgrades the whole distribution: use a newer base image instead',
  },
  check({ report }) {
    return {
      Command(command) {
        const name = readZypper(command)?.name;
        if (name !== 'dist-upgrade' && name !== 'dup') return;
        report('upgrade', command.nameWord, { subcommand: name });
      },
    };
  },
});
