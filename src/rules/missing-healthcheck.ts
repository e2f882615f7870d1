import { defineRule } from '../lint/rule.ts';
import type { BuildStage } from '../model/build-stage.ts';
import { inherit, outputStages } from '../model/lineage.ts';
import { certainBases, possibleBases } from '../model/possible-bases.ts';

export default defineRule({
  summary: 'Image without HEALTHCHECK',
  why: 'Docker then takes a container for healthy as long as its process runs, whether it answers or not.',
  category: 'correctness',
  severity: 'info',
  aliases: { hadolint: 'DL3057' },
  presets: {},
  messages: {
    missing: 'The image has no `HEALTHCHECK`: add one, or `HEALTHCHECK NONE` where none is needed',
  },
  check({ file, report }) {
    return {
      end() {
        const { build, preset } = file;
        const bases = preset === 'hadolint' ? certainBases(build) : possibleBases(build);
        const checked = inherit<boolean>(
          bases,
          (stage, below) => below.includes(true) || hasHealthcheck(stage),
        );
        const silent = preset === 'hadolint' ? belowChecked(build.stages) : new Set();
        for (const stage of preset === 'hadolint' ? build.stages : outputStages(build)) {
          if (checked.get(stage) !== true && !silent.has(stage)) report('missing', stage.stage.from.keyword);
        }
      },
    };
  },
});

function hasHealthcheck({ stage }: BuildStage): boolean {
  return stage.instructions.some(({ kind }) => kind === 'Healthcheck');
}

/** The stages that others with a check are built on: hadolint asks nothing of them. */
function belowChecked(stages: readonly BuildStage[]): ReadonlySet<BuildStage> {
  const below = new Set<BuildStage>();
  for (const stage of stages.toReversed()) {
    if (stage.base.kind === 'stage' && (below.has(stage) || hasHealthcheck(stage)))
      below.add(stage.base.stage);
  }
  return below;
}
