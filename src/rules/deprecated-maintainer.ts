import { defineRule } from '../lint/rule.ts';
import type { EscapeCharacter } from '../parser/ast.ts';

export default defineRule({
  summary: 'MAINTAINER instead of a label',
  why: 'MAINTAINER was given up in 2017. A label says the same, and is shown and searched for like any other.',
  category: 'deprecation',
  severity: 'error',
  aliases: { hadolint: 'DL4000', buildkit: 'MaintainerDeprecated' },
  presets: { hadolint: true, buildkit: true, recommended: 'warning' },
  messages: {
    check: 'Maintainer instruction is deprecated in favor of using label',
    deprecated: '`MAINTAINER` is deprecated: write `LABEL org.opencontainers.image.authors={{name}}`',
  },
  check({ file, report }) {
    const { escape } = file.dockerfile.document;
    return {
      Maintainer({ keyword, name }, { onbuild }) {
        // ONBUILD does not take it.
        if (onbuild !== null) return;
        if (file.preset === 'buildkit') return report('check', keyword);
        report('deprecated', keyword, { name: quote(name?.value ?? '', escape) });
      },
    };
  },
});

/** A text as the value of a label, where unlike here quotes and variables mean something; one that is quoted already is left. */
function quote(text: string, escape: EscapeCharacter): string {
  if (/^"[^"\\`$]*"$/.test(text)) return text;
  const special = escape === '\\' ? /["$\\]/g : /["$`]/g;
  return `"${text.replace(special, `${escape}$&`)}"`;
}
