import { defineRule, type Report } from '../lint/rule.ts';
import type { Argument, Copy } from '../parser/ast.ts';
import { hasFlag } from '../shell/arguments.ts';
import { isPlain, type ShellCommand } from '../shell/command.ts';

const messages = {
  extracted:
    '`{{archive}}` is copied and extracted on line {{line}}: `ADD` does both, and leaves no copy in a layer',
} as const;

/** What hadolint takes for an archive; `ADD` extracts tar archives only. */
const ARCHIVE = /\.(?:tar|Z|bz2|gz|lz|lzma|tZ|tb2|tbz|tbz2|tgz|tlz|tpz|txz|xz)$/;
const TAR = /\.(?:tar|tar\.(?:gz|bz2|xz|zst)|tgz|tbz2?|txz)$/;

const EXTRACTORS = ['unzip', 'gunzip', 'bunzip2', 'unlzma', 'unxz', 'zgz', 'uncompress', 'zcat', 'gzcat'];

export default defineRule({
  summary: 'Archive copied and then extracted',
  why: 'The archive itself stays in the layer of the `COPY`, even if it is deleted later.',
  category: 'size',
  severity: 'info',
  aliases: { hadolint: 'DL3010' },
  presets: { hadolint: true, strict: true },
  messages,
  check({ file, report }) {
    const isHadolint = file.preset === 'hadolint';
    const reads = isHadolint ? extractsForHadolint : untars;
    const copied = new Map<string, Argument>();
    let found: Parameters<Report<typeof messages>>[] = [];
    return {
      From() {
        copied.clear();
        // hadolint forgets what it has found before the last stage.
        if (isHadolint) found = [];
      },
      Copy(node, { onbuild }) {
        if (onbuild !== null || node.flags.some(({ name }) => name.value === 'from')) return;
        const named = archives(node, (word) => file.textOf(word), isHadolint ? ARCHIVE : TAR);
        for (const [name, at] of named) copied.set(name, at);
      },
      Command(command, run, { onbuild }) {
        if (onbuild !== null || copied.size === 0 || !reads(command)) return;
        for (const { value } of command.words) {
          const archive = baseName(value);
          const at = copied.get(archive);
          if (at !== undefined) found.push(['extracted', at, { archive, line: file.lineOf(run) }]);
          copied.delete(archive);
        }
      },
      end() {
        for (const finding of found) report(...finding);
      },
    };
  },
});

/** The archives of a COPY, by the names that they have in the image. */
function archives(
  { destination, sources }: Copy,
  textOf: (word: Argument) => string | null,
  pattern: RegExp,
): readonly (readonly [name: string, at: Argument])[] {
  const target = destination === null ? null : textOf(destination);
  if (destination !== null && target !== null && pattern.test(target))
    return [[baseName(target), sources[0] ?? destination]];
  const named = sources.map((at) => [baseName(textOf(at) ?? ''), at] as const);
  return named.filter(([name]) => pattern.test(name));
}

function baseName(path: string): string {
  return path.replace(/^.*[/\\]/s, '');
}

function extractsForHadolint(command: ShellCommand): boolean {
  if (!isPlain(command)) return false;
  return (
    EXTRACTORS.includes(command.name) || (command.name === 'tar' && hasFlag(command, 'x', 'extract', 'get'))
  );
}

/** `ADD` cannot leave out folders, and extracts everything. */
function untars(command: ShellCommand): boolean {
  if (command.name !== 'tar' || hasFlag(command, 'strip-components', 'strip', 'exclude', 'transform'))
    return false;
  const bundled = /^[A-Za-z]*x[A-Za-z]*$/.test(command.words[0]?.value ?? '');
  return bundled || hasFlag(command, 'x', 'extract', 'get');
}
