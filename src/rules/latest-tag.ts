import { defineRule } from '../lint/rule.ts';

export default defineRule({
  summary: 'Base image tagged `latest`',
  why: 'The tag moves with every release of the image, so that the same file builds a different image tomorrow.',
  category: 'reproducibility',
  severity: 'warning',
  aliases: { hadolint: 'DL3007' },
  presets: { hadolint: true, recommended: true },
  messages: {
    latest: 'Image `{{image}}` is tagged `latest`, which moves: pin a release tag or a digest',
  },
  check({ file, report }) {
    return {
      From(from) {
        const { image } = from;
        // hadolint does not look into variables.
        if (file.preset === 'hadolint') {
          if (image?.tag?.value === 'latest' && image.digest === null)
            report('latest', image.tag, { image: image.name.value });
          return;
        }
        const base = file.build.baseOf(from);
        if (base?.kind !== 'image' || base.name?.tag !== 'latest' || base.name.digest !== null) return;
        report('latest', image?.tag ?? from, { image: base.name.familiar });
      },
    };
  },
});
