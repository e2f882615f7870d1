import { defineRule } from '../lint/rule.ts';
import { closest } from '../text/closest.ts';

export default defineRule({
  summary: '`COPY --from` names no stage',
  why: 'Without a tag it is easily a stage whose name is misspelt: BuildKit then takes a build context or pulls an image of that name.',
  category: 'correctness',
  severity: 'warning',
  aliases: { hadolint: 'DL3022' },
  presets: { hadolint: true, strict: true },
  messages: {
    misspelt: 'No stage before this one is called `{{name}}`: did you mean `{{closest}}`?',
    unknown: 'No stage before this one is called `{{name}}`: name one, or give the image a tag or a digest',
  },
  check({ file, report }) {
    // hadolint compares names as they are written, and knows the stages above only.
    const namesAbove = new Set<string>();
    let count = 0;
    const isKnown = (from: string): boolean =>
      from.includes(':') || namesAbove.has(from) || (/^\d+$/.test(from) && Number(from) < count);
    return {
      From({ name }) {
        count += 1;
        if (name !== null) namesAbove.add(name.value);
      },
      Copy({ flags }, { onbuild }) {
        const from = flags.find(({ name }) => name.value === 'from')?.value ?? null;
        if (file.preset !== 'hadolint' || onbuild !== null || from === null) return;
        if (!isKnown(from.value)) report('unknown', from, { name: from.value });
      },
      end() {
        if (file.preset === 'hadolint') return;
        // What names a later stage or a number that does not exist is refused by BuildKit.
        const { graph } = file.build;
        for (const { from, instruction, origin } of graph.uses) {
          if (instruction.kind !== 'Copy' || origin.kind !== 'external' || !isPlainName(origin.name))
            continue;
          const near = closest(origin.name.toLowerCase(), graph.names);
          if (near === null) report('unknown', from, { name: from.value });
          else report('misspelt', from, { name: from.value, closest: near });
        }
      },
    };
  },
});

/** With a registry, a tag or a digest it is an image; `scratch` is none at all. */
function isPlainName(name: string): boolean {
  return /^[\w.-]+$/.test(name) && name !== 'scratch';
}
