import { defineRule } from '../lint/rule.ts';
import { readArguments } from '../shell/arguments.ts';
import { isGiven } from '../shell/subcommand.ts';

const QUIET = ['progress', 'q', 'quiet', 'no-verbose', 'o', 'output-file', 'a', 'append-output'];
const VALUED = [...'OPUtToaei'];
const NO_DOWNLOAD = ['spider', 'version', 'V', 'help', 'h', 'b', 'background'];

export default defineRule({
  summary: '`wget` that shows its progress',
  why: 'The log of the build is filled with the lines of progress, and what matters is hard to find in it.',
  category: 'style',
  severity: 'info',
  aliases: { hadolint: 'DL3047' },
  presets: { hadolint: true, strict: true },
  messages: {
    progress: '`wget` fills the log with its progress: add `-nv`, or `--progress=dot:giga` for large files',
  },
  check({ file, report }) {
    return {
      Command({ name, nameWord, words }) {
        if (name !== 'wget' || words.some(({ value }) => value === '-nv')) return;
        const given = readArguments(words, file.preset === 'hadolint' ? [] : VALUED);
        if (isGiven(given, ...QUIET)) return;
        if (file.preset !== 'hadolint' && isGiven(given, ...NO_DOWNLOAD)) return;
        report('progress', nameWord);
      },
    };
  },
});
