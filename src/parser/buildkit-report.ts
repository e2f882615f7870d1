import { eachLine, lineRange } from '../text/line-range.ts';
import type { Source } from '../text/source.ts';
import { isInstruction } from './ast.ts';
import { dumpBuildkit } from './buildkit-dump.ts';
import type { Dockerfile } from './parse.ts';
import type { Refusal } from './refusal.ts';

interface Tree {
  readonly dump: string;
  /** First and last line of each instruction, from 1. */
  readonly lines: readonly (readonly [number, number])[];
  readonly escape: string;
}

/** What BuildKit's parser says of a file: it stops at the first mistake. */
export type BuildkitReport =
  | { readonly parseError: string }
  | (Tree & {
      readonly instructionError: {
        readonly message: string;
        readonly locations: readonly (readonly number[])[];
      };
    })
  | (Tree & { readonly stages: readonly string[] });

/** Reports a file in the way of BuildKit's parser, to compare the two. */
export function buildkitReport({ source, document, refusals }: Dockerfile): BuildkitReport {
  const unread = refusals.find(({ phase }) => phase === 'parse');
  if (unread !== undefined) return { parseError: unread.words };
  const instructions = document.items.filter(isInstruction);
  const lines = instructions.map(({ extent }) => {
    const { first, last } = lineRange(extent, source);
    return [first, last] as const;
  });
  const tree = { dump: dumpBuildkit(document), lines, escape: document.escape };
  const [refusal] = refusals;
  if (refusal !== undefined) return { ...tree, instructionError: instructionError(refusal, source) };
  const stages = instructions.filter((instruction) => instruction.kind === 'From');
  return { ...tree, stages: stages.map(({ name }) => name?.value.toLowerCase() ?? '') };
}

/** Every line of the instruction is a location of its own. */
function instructionError({ extent, phase, words }: Refusal, source: Source) {
  const lines = lineRange(extent, source);
  const message = phase === 'instruction' ? `dockerfile parse error on line ${lines.first}: ${words}` : words;
  return { message, locations: [eachLine(lines)] };
}
