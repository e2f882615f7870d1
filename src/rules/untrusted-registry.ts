import { defineRule } from '../lint/rule.ts';
import { parseImageName } from '../model/image-name.ts';
import type { Text } from '../parser/ast.ts';

export default defineRule({
  summary: 'Image from a registry that is not trusted',
  why: 'Whoever runs the registry decides what is built into the image.',
  category: 'security',
  severity: 'error',
  aliases: { hadolint: 'DL3026' },
  presets: { hadolint: true, recommended: true },
  messages: { untrusted: '`{{image}}` comes from `{{registry}}`, which is none of the trusted registries' },
  options: {
    'trusted-registries': {
      type: 'strings',
      default: [],
      hadolint: 'trustedRegistries',
      description:
        'Where images may come from, such as `docker.io`, `*.example.com` or `mirror.*`. Every registry may be used where there are none.',
    },
  },
  check({ file, options, report }) {
    const trusted = options['trusted-registries'];
    const registry = file.preset === 'hadolint' ? registryForHadolint : registryOf;
    const check = (image: string, at: Pick<Text, 'span'>): void => {
      const found = registry(image);
      if (found === null || trusted.some((pattern) => matches(found, pattern))) return;
      report('untrusted', at, { image, registry: found });
    };
    return {
      end() {
        if (trusted.length === 0) return;
        for (const { base, stage } of file.build.stages) {
          const { image } = stage.from;
          if (base.kind !== 'image' || image === null) continue;
          if (file.preset === 'hadolint') check(image.value, image);
          else if (base.unset.length === 0) check(base.text, image);
        }
        for (const { from, origin } of file.build.graph.uses) {
          // hadolint takes the number of a stage for an image.
          const isImage = file.preset === 'hadolint' && /^\d+$/.test(from.value);
          if (isImage || (origin.kind === 'external' && from.value !== 'scratch')) check(from.value, from);
        }
      },
    };
  },
});

/** The registry of an image; `null` for what is no image's name. */
function registryOf(image: string): string | null {
  const name = parseImageName(image);
  return name.ok ? name.value.domain : null;
}

/** hadolint knows registries by their dot. */
function registryForHadolint(image: string): string {
  return /^([^/]*\.[^/]*)\//.exec(image)?.[1] ?? 'docker.io';
}

const HUB = ['docker.io', 'hub.docker.com'];

function matches(registry: string, pattern: string): boolean {
  if (HUB.includes(registry) && HUB.includes(pattern)) return true;
  if (pattern.startsWith('*')) return registry.endsWith(pattern.slice(1));
  return pattern.endsWith('*') ? registry.startsWith(pattern.slice(0, -1)) : registry === pattern;
}
