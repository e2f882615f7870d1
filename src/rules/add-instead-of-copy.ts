import type { LintContext } from '../lint/lint-context.ts';
import { defineRule } from '../lint/rule.ts';
import { isLocalSource } from '../model/local-source.ts';
import type { Add } from '../parser/ast.ts';

export default defineRule({
  summary: 'ADD where COPY would do',
  why: 'ADD also fetches URLs and unpacks archives. COPY only copies, which is all that is needed here, and no file is unpacked by surprise.',
  category: 'correctness',
  severity: 'error',
  aliases: { hadolint: 'DL3020' },
  presets: { hadolint: true, recommended: true },
  messages: {
    copy: 'Plain files need no `ADD`, which also fetches URLs and unpacks archives: write `COPY`',
    hadolint:
      'hadolint takes `{{source}}` for a plain file, which needs no `ADD`: write `COPY`, or ignore this where it is none',
  },
  check({ file, report }) {
    return {
      Add(add, { onbuild }) {
        const source = file.preset === 'hadolint' && onbuild === null ? plainToHadolint(add, file) : null;
        if (file.preset === 'hadolint' && source === null) return;
        if (isPlainCopy(add, file)) report('copy', add.keyword);
        else if (source !== null) report('hadolint', add.keyword, { source });
      },
    };
  },
});

const ONLY_ADD = new Set(['checksum', 'keep-git-dir', 'unpack']);

/** What ADD unpacks, as far as a name tells: tar archives in any compression that it knows. A pattern may match them too. */
const ARCHIVE = /\.(?:tar(?:\.[\w*?[\]]*)?|tgz|tbz2?|tb2|txz|tzst|gz|bz2|xz|zst)$/i;

function isPlainCopy({ destination, flags, sources }: Add, { build }: LintContext): boolean {
  if (destination === null || flags.some(({ name }) => ONLY_ADD.has(name.value))) return false;
  return sources.every((source) => {
    const path = build.valueOf(source);
    return path !== null && isLocalSource(path) && !ARCHIVE.test(path);
  });
}

const HADOLINT_KNOWS = /^https?:\/\/|\.(?:tar|Z|bz2|gz|lz|lzma|tZ|tb2|tbz|tbz2|tgz|tlz|tpz|txz|xz)$/;

/** The first source that hadolint takes for a plain file: one among many is enough, and a variable is one. */
function plainToHadolint({ sources }: Add, file: LintContext): string | null {
  const texts = sources.map((source) => file.textOf(source) ?? '');
  return texts.find((text) => !HADOLINT_KNOWS.test(text)) ?? null;
}
