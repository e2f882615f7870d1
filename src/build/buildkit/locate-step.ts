import { parseImageName } from '../../model/image-name.ts';
import { StageGraph } from '../../model/stage-graph.ts';
import { type Stage, stages, stageTitle } from '../../model/stages.ts';
import type { Document, Instruction } from '../../parser/ast.ts';

/** Instructions that are steps of their own in BuildKit's counting; the others only change settings. */
const STEPS: ReadonlySet<string> = new Set(['Add', 'Copy', 'Run', 'Workdir']);

/**
 * The instruction that a step belongs to, by the name that BuildKit gives it: `[base 2/3] RUN make`, or `[internal] load
 * metadata for docker.io/library/alpine:3`. For a trigger (ONBUILD) it is the FROM that brings it along. Undefined for those that
 * belong to none of this file.
 */
export function locateStep(name: string, document: Document): Instruction | undefined {
  const image = /^(?:\[internal\] load metadata for|FROM) (\S+)$/.exec(name)?.[1];
  if (image !== undefined) return userOf(image, document);
  // In front of the stage's name stands the platform, where there are several.
  const parts = /^\[(?:(?:\S+ )?(\S+) )?(\d+)\/(\d+)\] ([A-Z]+)/.exec(name);
  if (parts === null) return undefined;
  const [, title, index, count, keyword = ''] = parts;
  const stage = findStage(title, document);
  return stage && stepOf(stage, Number(index), Number(count), keyword);
}

/** The file's only stage goes without a name. */
function findStage(title: string | undefined, document: Document): Stage | undefined {
  const found = stages(document).stages;
  return title === undefined
    ? found.at(-1)
    : found.find((stage) => stageTitle(stage) === title.toLowerCase());
}

/** Steps in front of those of the stage are its base image, if it is one, and the triggers it brings along. */
function stepOf(stage: Stage, index: number, count: number, keyword: string): Instruction | undefined {
  if (keyword === 'FROM' || keyword === 'ONBUILD') return stage.from;
  const steps = stage.instructions.filter(({ kind }) => STEPS.has(kind));
  const step = steps[index - 1 - (count - steps.length)];
  return step?.keyword.value.toUpperCase() === keyword ? step : undefined;
}

/** The first that takes an image: a FROM, a `--from` of COPY or a `from=` of a mount, where it means no stage. */
function userOf(image: string, document: Document): Instruction | undefined {
  const found = stages(document).stages;
  const { uses } = new StageGraph(found);
  const users = found.flatMap((stage) => [
    ...(isOfStage(stage, found) ? [] : [{ name: stage.from.image?.value ?? '', instruction: stage.from }]),
    ...uses.flatMap(({ instruction, origin, stage: own }) =>
      own === stage && origin.kind === 'external' ? [{ name: origin.name, instruction }] : [],
    ),
  ]);
  return users.find(({ name: text }) => {
    const name = parseImageName(text);
    return name.ok && name.value.canonical === image;
  })?.instruction;
}

/** Whether a stage goes on from another, which stands before it; in a FROM, case counts. */
function isOfStage({ from, index }: Stage, all: readonly Stage[]): boolean {
  const base = from.image?.value;
  return all.slice(0, index).some(({ name }) => name === base);
}
