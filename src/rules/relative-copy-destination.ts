import { defineRule } from '../lint/rule.ts';
import type { Copy } from '../parser/ast.ts';

export default defineRule({
  summary: 'Relative destination, but no WORKDIR',
  why: "The files end up in the base image's working directory, which its next release may change.",
  category: 'reproducibility',
  severity: 'warning',
  aliases: { hadolint: 'DL3045' },
  presets: { hadolint: true, strict: true },
  messages: {
    relative: '`{{path}}` is relative, but no `WORKDIR` is set: set one, or write an absolute path',
  },
  check({ file, report }) {
    // hadolint remembers stages by their names, and those without one by their images.
    const withWorkdir = new Set<string>();
    let stage = '';
    const hasWorkdir = (copy: Copy): boolean =>
      file.preset === 'hadolint' ? withWorkdir.has(stage) : file.build.stateAt(copy)?.workdir != null;
    return {
      From({ image, name }) {
        const base = image?.name.value ?? '';
        stage = name?.value ?? base;
        if (withWorkdir.has(base)) withWorkdir.add(stage);
      },
      Workdir() {
        withWorkdir.add(stage);
      },
      Copy(copy, { onbuild }) {
        const { destination } = copy;
        if (destination === null || onbuild !== null || hasWorkdir(copy)) return;
        const path = file.textOf(destination);
        if (path !== null && isRelative(path)) report('relative', destination, { path });
      },
    };
  },
});

/** An unknown variable may hold an absolute path. */
function isRelative(path: string): boolean {
  return !/^(?:[/$\\]|[A-Za-z]:)/.test(path);
}
