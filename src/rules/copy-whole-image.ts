import { defineRule } from '../lint/rule.ts';

export default defineRule({
  summary: 'Whole file system copied from another stage',
  why: 'Everything that the other stage has is put over the image: its tools, caches and libraries, wanted or not.',
  category: 'size',
  severity: 'warning',
  aliases: { hadolint: 'DL3067' },
  presets: { hadolint: true },
  messages: { whole: 'All of `{{from}}` is copied over the image: copy what is needed, or build `FROM` it' },
  check({ file, report }) {
    return {
      Copy({ destination, flags, sources }, { onbuild, stage }) {
        const from = flags.find(({ name }) => name.value === 'from')?.value ?? null;
        if (onbuild !== null || from === null || sources.length !== 1 || destination === null) return;
        const isWhole = [...sources, destination].every((word) => file.textOf(word) === '/');
        // Into an empty image: this is how layers are squashed.
        const isSquash = stage !== null && file.build.baseOf(stage.from)?.kind === 'scratch';
        if (isWhole && (!isSquash || file.preset === 'hadolint')) report('whole', from, { from: from.value });
      },
    };
  },
});
