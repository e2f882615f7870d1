import { defineRule } from '../lint/rule.ts';
import type { Run } from '../parser/ast.ts';

const pointless = new Set(['free', 'kill', 'mount', 'ps', 'service', 'shutdown', 'ssh', 'top', 'vim']);

export default defineRule({
  summary: 'Command that does nothing useful in a build',
  why: 'A build leaves files, not processes or mounts, and nobody watches it: commands that look at, start or stop those have no lasting effect.',
  category: 'correctness',
  severity: 'info',
  aliases: { hadolint: 'DL3001' },
  presets: { hadolint: true, strict: true },
  messages: {
    pointless:
      '`{{command}}` has no effect that would stay in the image: leave it out, or run it when the container starts',
  },
  check({ file, report }) {
    return {
      Command({ name, nameWord }, run) {
        if (!pointless.has(name)) return;
        if (file.preset !== 'hadolint' && isAllowed(name, run)) return;
        report('pointless', nameWord, { command: name });
      },
    };
  },
});

/** With keys for it or more rights, `ssh` fetches something, and `mount` works. `kill` and `service` end and start what a build needs. */
function isAllowed(name: string, { flags }: Run): boolean {
  if (name === 'kill' || name === 'service') return true;
  if (name === 'mount') return flags.some((flag) => flag.name.value === 'security');
  if (name !== 'ssh') return false;
  return flags.some(({ options }) =>
    options.some(({ key, value }) => key.value === 'type' && value?.value === 'ssh'),
  );
}
