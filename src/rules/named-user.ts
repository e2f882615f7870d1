import { defineRule } from '../lint/rule.ts';
import { imageUsers } from '../model/image-users.ts';
import type { User } from '../parser/ast.ts';

export default defineRule({
  summary: 'USER with a name instead of a number',
  why: 'Kubernetes cannot tell from a name that it is not root, and refuses to start the image where `runAsNonRoot` is asked for.',
  category: 'security',
  severity: 'info',
  aliases: { hadolint: 'DL3066' },
  presets: { hadolint: true, strict: true },
  messages: { named: '`{{user}}` is a name: write the number that it stands for' },
  check({ file, report }) {
    // hadolint asks for any ARG above, global ones and those of other stages included.
    const args = new Set<string>();
    const check = ({ user }: User): void => {
      const [id] = (user && file.textOf(user))?.split(':', 1) ?? [];
      if (user !== null && id !== undefined && !/^\d+$/.test(id)) report('named', user, { user: id });
    };
    return {
      Arg({ pairs }) {
        for (const { name } of pairs) args.add(name.value);
      },
      User(node, { onbuild }) {
        if (file.preset !== 'hadolint' || onbuild !== null) return;
        const [id = ''] = node.user?.value.split(':', 1) ?? [];
        const names = [...id.matchAll(/\$\{?(\w+)/g)].map(([, name = '']) => name);
        if (!names.some((name) => args.has(name))) check(node);
      },
      end() {
        if (file.preset === 'hadolint') return;
        // That the image runs as root is a problem of its own.
        for (const node of imageUsers(file.build)) if (!/^root\b/.test(node.user?.value ?? '')) check(node);
      },
    };
  },
});
