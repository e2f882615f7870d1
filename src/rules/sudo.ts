import { defineRule } from '../lint/rule.ts';

export default defineRule({
  summary: 'sudo in a RUN',
  why: 'A build chooses its user with USER. sudo changes the environment on the way, and an image that has it has a way to become root.',
  category: 'security',
  severity: 'error',
  aliases: { hadolint: 'DL3004' },
  presets: { hadolint: true, recommended: true },
  messages: {
    sudo: '`sudo` is not needed in a build: choose the user with `USER`',
  },
  check({ report }) {
    return {
      Command({ name, nameWord }) {
        if (name === 'sudo') report('sudo', nameWord);
      },
    };
  },
});
