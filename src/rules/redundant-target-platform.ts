import { defineRule } from '../lint/rule.ts';

const TARGET = 'TARGETPLATFORM';

export default defineRule({
  summary: 'FROM asks for the platform of the build',
  why: 'Images are taken for the platform that the build is for anyway.',
  category: 'style',
  severity: 'style',
  aliases: { hadolint: 'DL3065', buildkit: 'RedundantTargetPlatform' },
  presets: { hadolint: 'warning', buildkit: true, recommended: true },
  messages: {
    check: 'Setting platform to predefined {{text}} in FROM is redundant as this is the default behavior',
    redundant: 'This is what `FROM` does anyway: take out `--platform={{text}}`',
  },
  check({ file: { build, preset }, report }) {
    return {
      From(from, { onbuild }) {
        const request = onbuild === null ? build.fromArguments.platform(from) : null;
        if (request === null || request.names.length !== 1 || request.names[0] !== TARGET) return;
        const { flag, text, value } = request;
        // hadolint does not know the variable with a default.
        if (preset === 'hadolint' && text.includes(':')) return;
        if (value === build.fromArguments.value(TARGET))
          report(preset === 'buildkit' ? 'check' : 'redundant', flag, { text });
      },
    };
  },
});
