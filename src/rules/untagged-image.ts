import { defineRule } from '../lint/rule.ts';
import type { Build } from '../model/evaluate.ts';
import type { From } from '../parser/ast.ts';

export default defineRule({
  summary: 'Base image without a tag',
  why: 'Without a tag Docker takes `latest`, which moves with every release of the image: the same file builds a different image tomorrow.',
  category: 'reproducibility',
  severity: 'warning',
  aliases: { hadolint: 'DL3006' },
  presets: { hadolint: true, recommended: true },
  messages: {
    untagged:
      'Image `{{image}}` has no tag, which means `latest`, and that moves: pin a release tag or a digest',
  },
  check({ file, report }) {
    const untagged = file.preset === 'hadolint' ? asWritten() : asBuilt(file.build);
    return {
      From(from) {
        const image = untagged(from);
        if (image !== null) report('untagged', from.image ?? from, { image });
      },
    };
  },
});

/** The name of a FROM's image if it lacks a tag and a digest, else `null`. */
type FindUntagged = (from: From) => string | null;

/** As BuildKit resolves it. Where a variable that only the builder can set is in it, a tag may be too. */
function asBuilt(build: Build): FindUntagged {
  return (from) => {
    const base = build.baseOf(from);
    if (base?.kind !== 'image' || base.name === null) return null;
    if (base.name.tag !== null || base.name.digest !== null) return null;
    const isOpen = from.image?.variables.some(
      ({ name, operator }) => base.unset.includes(name) && !operator?.endsWith('-'),
    );
    return isOpen ? null : base.name.familiar;
  };
}

/** As hadolint sees it, which knows no values: a name that begins with a variable may be anything, any other is what it says. */
function asWritten(): FindUntagged {
  const stages = new Set<string>();
  return ({ image, name }) => {
    const isStage = image !== null && stages.has(image.value);
    if (name !== null) stages.add(name.value);
    if (image === null || isStage || image.tag !== null || image.digest !== null) return null;
    return image.value === 'scratch' || image.value.startsWith('$') ? null : image.value;
  };
}
