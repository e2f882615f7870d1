import { labelSchema } from '../lint/label-schema.ts';
import type { LintContext } from '../lint/lint-context.ts';
import { defineRule } from '../lint/rule.ts';
import type { BuildStage } from '../model/build-stage.ts';
import type { Build } from '../model/evaluate.ts';
import { inherit, outputStages } from '../model/lineage.ts';
import { certainBases, possibleBases } from '../model/possible-bases.ts';
import type { Stage } from '../model/stages.ts';

export default defineRule({
  summary: 'Image without a label that it should have',
  why: 'Programs and people who select images by the label do not find it.',
  category: 'style',
  severity: 'info',
  aliases: { hadolint: 'DL3049' },
  presets: { hadolint: true, recommended: true },
  messages: { missing: 'The image has no label `{{name}}`: add it' },
  options: labelSchema,
  check({ file, options, report }) {
    const names = Object.keys(options['label-schema']);
    return {
      end() {
        if (names.length === 0) return;
        const { build, preset } = file;
        const own = new Map(build.stages.map((stage) => [stage, labelsOf(stage, names, file)]));
        const bases = preset === 'hadolint' ? certainBases(build) : possibleBases(build);
        const labels = inherit<Labels>(bases, (stage, below) => union(own.get(stage), ...below));
        const above = preset === 'hadolint' ? labelsAbove(build, own) : new Map<BuildStage, Labels>();
        for (const stage of preset === 'hadolint' ? notCopied(build) : outputStages(build)) {
          const known = union(labels.get(stage), above.get(stage));
          for (const name of names)
            if (!known.has(name)) report('missing', stage.stage.from.keyword, { name });
        }
      },
    };
  },
});

type Labels = ReadonlySet<string>;

/** Which of the names a stage gives a value itself. */
function labelsOf({ stage }: BuildStage, names: readonly string[], file: LintContext): Labels {
  const pairs = stage.instructions.flatMap((each) => (each.kind === 'Label' ? each.pairs : []));
  const set = new Set(pairs.map(({ name }) => file.textOf(name)));
  return new Set(names.filter((name) => set.has(name)));
}

function union(...sets: readonly (Labels | undefined)[]): Labels {
  return new Set(sets.flatMap((labels) => [...(labels ?? [])]));
}

/** hadolint looks at all stages from which no `COPY` takes files. */
function notCopied({ graph, stages }: Build): readonly BuildStage[] {
  const copied = new Set<Stage>();
  for (const { instruction, origin } of graph.uses) {
    if (instruction.kind === 'Copy' && origin.kind === 'stage') copied.add(origin.stage);
  }
  return stages.filter(({ stage }) => !copied.has(stage));
}

/** The labels that stages without a name add on top of another: hadolint does not ask that one for them. */
function labelsAbove(
  { stages }: Build,
  own: ReadonlyMap<BuildStage, Labels>,
): ReadonlyMap<BuildStage, Labels> {
  const above = new Map<BuildStage, Labels>();
  for (const stage of stages) {
    if (stage.base.kind !== 'stage' || stage.stage.name !== null) continue;
    above.set(stage.base.stage, union(above.get(stage.base.stage), own.get(stage)));
  }
  return above;
}
