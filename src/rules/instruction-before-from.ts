import { defineRule } from '../lint/rule.ts';

export default defineRule({
  summary: 'Instruction before the first FROM',
  why: 'There is no image yet that it could change: BuildKit refuses to build the file.',
  category: 'correctness',
  severity: 'error',
  aliases: { hadolint: 'DL3061' },
  replaces: ['no-build-stage'],
  presets: { hadolint: true, recommended: true },
  messages: { early: 'Only `ARG` may stand before the first `FROM`: move this `{{instruction}}` below it' },
  check({ file, report }) {
    return {
      end() {
        for (const { keyword, kind } of file.build.globals) {
          if (kind !== 'Arg' && kind !== 'Unknown') report('early', keyword, { instruction: keyword.value });
        }
      },
    };
  },
});
