import { defineRule } from '../lint/rule.ts';

export default defineRule({
  summary: 'Script that cannot be read',
  why: 'What stands behind the place is not seen by the rules about commands, and often it is a mistake that the shell will stumble over, too.',
  category: 'correctness',
  severity: 'info',
  presets: { strict: true },
  messages: {
    unreadable: 'The script cannot be read from here on, so its commands are not checked: {{reason}}',
  },
  check({ file, report }) {
    return {
      Run(run) {
        for (const { reason, span } of file.script(run).unread) report('unreadable', span, { reason });
      },
    };
  },
});
