import { defineRule } from '../lint/rule.ts';

export default defineRule({
  summary: '`apt` in a script',
  why: '`apt` is made for people: its options and output may change with any release, and it says so on each call. `apt-get` and `apt-cache` stay as they are.',
  category: 'style',
  severity: 'warning',
  aliases: { hadolint: 'DL3027' },
  presets: { hadolint: true, strict: true },
  messages: {
    apt: '`apt` is meant for people and may change: use `{{instead}}` in scripts',
  },
  check({ report }) {
    return {
      Command({ name, nameWord, words }) {
        if (name !== 'apt') return;
        const asks = words.some(({ value }) => value === 'search' || value === 'show');
        report('apt', nameWord, { instead: asks ? 'apt-cache' : 'apt-get' });
      },
    };
  },
});
