import type { Stage } from '../model/stages.ts';
import type { Instruction } from '../parser/ast.ts';
import type { LintContext } from './lint-context.ts';
import type { Listeners, Place } from './rule.ts';

/** Remembers in which stages a file was written that configures a program. */
export interface ConfiguredStages {
  /** To be called for every node of its kinds. */
  readonly listeners: Pick<Listeners, 'From' | 'Run' | 'Copy' | 'Add'>;
  /** Whether the stage, or one that it is built on, has configured the program by now. */
  has(place: Place): boolean;
}

/** Looks for a configuration in the text of each RUN, and in the here-documents of COPY and ADD. */
export function configuredStages(
  { build, dockerfile }: LintContext,
  configures: (text: string) => boolean,
): ConfiguredStages {
  const configured = new Set<Stage | null>();
  const look = ({ extent }: Instruction, { stage }: Place): void => {
    if (configures(dockerfile.source.text.slice(extent.start, extent.end))) configured.add(stage);
  };
  return {
    listeners: {
      From(from, { stage }) {
        const base = build.baseOf(from);
        if (base?.kind === 'stage' && configured.has(base.stage.stage)) configured.add(stage);
      },
      Run: look,
      Copy: look,
      Add: look,
    },
    has: ({ stage }) => configured.has(stage),
  };
}
