/** A step of the classic builder, or of Podman's. */
export interface ClassicStep {
  /** The whole line that announces it: `Step 3/5 : RUN make`, `[2/2] STEP 2/3: RUN make`. */
  readonly name: string;
  /** Docker counts through the file, Podman in each stage. */
  readonly countsIn: 'file' | 'stage';
  /** From 0; Podman tells it where there are several. */
  readonly stage: number;
  /** From 1. */
  readonly index: number;
  readonly count: number;
  /** The instruction, its lines joined. */
  readonly text: string;
}

/** In front of Podman's may stand the platform, where there are several. */
const STEP = /^(?:\[[a-z][^\]]*\] )?(?:\[(\d+)\/\d+\] )?(Step|STEP) (\d+)\/(\d+) ?: (.*)$/;

/** The step that a line announces; undefined where it announces none. */
export function readStep(line: string): ClassicStep | undefined {
  const [name, stage = '1', word, index, count, text = ''] = STEP.exec(line) ?? [];
  if (name === undefined) return undefined;
  return {
    name,
    countsIn: word === 'Step' ? 'file' : 'stage',
    stage: Number(stage) - 1,
    index: Number(index),
    count: Number(count),
    text,
  };
}
