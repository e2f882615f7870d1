import { parseImageName } from '../../model/image-name.ts';
import { type Stage, stages, stageTitle } from '../../model/stages.ts';
import { type Document, type From, type Instruction, isInstruction } from '../../parser/ast.ts';

/** Instructions that are steps of their own in BuildKit's counting; the others only change settings. */
const STEPS: ReadonlySet<string> = new Set(['Add', 'Copy', 'Run', 'Workdir']);

/**
 * The instruction that a step belongs to, by the name that BuildKit gives it: `[base 2/3] RUN make`, or `[internal] load
 * metadata for docker.io/library/alpine:3`. Undefined for those that belong to none of this file.
 */
export function locateStep(name: string, document: Document): Instruction | undefined {
  const image = /^\[internal\] load metadata for (\S+)$/.exec(name)?.[1];
  if (image !== undefined) return fromOf(image, document);
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
  if (keyword === 'FROM') return stage.from;
  const steps = stage.instructions.filter(({ kind }) => STEPS.has(kind));
  const step = steps[index - 1 - (count - steps.length)];
  return step?.keyword.value.toUpperCase() === keyword ? step : undefined;
}

function fromOf(image: string, document: Document): From | undefined {
  return document.items.find((item): item is From => {
    if (!isInstruction(item) || item.kind !== 'From' || item.image === null) return false;
    const name = parseImageName(item.image.value);
    return name.ok && name.value.canonical === image;
  });
}
