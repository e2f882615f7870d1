import { defineRule } from '../lint/rule.ts';
import { parseImageName } from '../model/image-name.ts';

export default defineRule({
  summary: 'FROM that names no image unless an argument is given',
  why: 'The file cannot be built by itself: whoever does not know which `--build-arg` it needs gets an error about a blank or invalid image name.',
  category: 'correctness',
  severity: 'warning',
  aliases: { buildkit: 'InvalidDefaultArgInFrom' },
  presets: { buildkit: true, strict: true },
  messages: {
    check: 'Default value for ARG {{image}} results in empty or invalid base image name',
    incomplete: '`{{image}}` is no image where no `--build-arg` is given: give its `ARG` a default',
  },
  check({ file: { build, preset }, report }) {
    return {
      From(from, { onbuild }) {
        const name = onbuild === null ? build.fromArguments.defaultImage(from) : null;
        if (from.image === null || name === null || parseImageName(name).ok) return;
        const image = from.image.value;
        if (preset === 'buildkit') return report('check', from.image, { image });
        // Where this build itself has no name, that is an error, and reported as such.
        const base = build.baseOf(from);
        if (base?.kind === 'image' && base.name !== null) report('incomplete', from.image, { image });
      },
    };
  },
});
