import { defineRule } from '../lint/rule.ts';

export default defineRule({
  summary: 'Stage that copies from itself',
  why: 'A stage cannot take files from its own image, which is not there yet: BuildKit refuses to build the file.',
  category: 'correctness',
  severity: 'error',
  aliases: { hadolint: 'DL3023' },
  replaces: ['circular-dependency'],
  presets: { hadolint: true, recommended: true },
  messages: { itself: '`{{name}}` is the stage that this stands in: name an earlier stage' },
  check({ file, report }) {
    const isHadolint = file.preset === 'hadolint';
    return {
      end() {
        for (const { from, instruction, origin, stage } of file.build.graph.uses) {
          // hadolint looks at COPY only, and at names as they are written.
          const isItself = isHadolint
            ? instruction.kind === 'Copy' && from.value === stage.from.name?.value
            : origin.kind === 'stage' && origin.stage === stage;
          if (isItself) report('itself', from, { name: from.value });
        }
      },
    };
  },
});
