import { defineRule } from '../lint/rule.ts';
import { readArguments, type ShellFlag } from '../shell/arguments.ts';

const VALUED = [
  ...'bcdefgGkKpPRsuZ',
  ...[
    'base-dir',
    'comment',
    'home-dir',
    'expiredate',
    'inactive',
    'gid',
    'groups',
    'skel',
    'key',
    'password',
  ],
  ...['prefix', 'root', 'shell', 'uid', 'selinux-user'],
];

export default defineRule({
  summary: '`useradd` with a high user id and without `-l`',
  why: 'The log of logins has a place for each user id up to the highest, so that a high id makes it huge: sparse on disk, but not in a layer.',
  category: 'size',
  severity: 'warning',
  aliases: { hadolint: 'DL3046' },
  presets: { hadolint: true, recommended: true },
  messages: {
    logged:
      'The user id `{{uid}}` makes the log of logins huge: add `-l`, so that `useradd` leaves the log alone',
  },
  check({ file, report }) {
    return {
      Command({ name, nameWord, words }) {
        if (name !== 'useradd') return;
        const { flags } = readArguments(words, VALUED);
        if (flags.some((flag) => flag.name === 'l' || flag.name === 'no-log-init')) return;
        const uid = flags.find((flag) => flag.name === 'u' || flag.name === 'uid');
        const value = uid?.value ?? '';
        const isHigh = file.preset === 'hadolint' ? isLong(uid) : /^\d{6,}$/.test(value);
        if (isHigh) report('logged', nameWord, { uid: value });
      },
    };
  },
});

/** hadolint counts characters, of variables those of the name in `${}`, and reads only `-u value`. */
function isLong(uid: ShellFlag | undefined): boolean {
  if (uid?.name !== 'u' || uid.value === null || !uid.word.value.endsWith('u')) return false;
  return uid.value.replace(/\$(\w+)/g, '${$1}').length > 5;
}
