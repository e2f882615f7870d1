import { type Build, evaluate } from '../model/evaluate.ts';
import { parse } from '../parser/parse.ts';
import { Source } from '../text/source.ts';
import type { BuildOptions } from './build-options.ts';

/** What the options of a build assume of its Dockerfile. */
export type Assumed = Pick<BuildOptions, 'buildArguments' | 'target'>;

/** What a Dockerfile means in a build with these options, and its text. */
export function evaluateDockerfile(
  content: Uint8Array,
  { buildArguments = {}, target = '' }: Assumed,
): { readonly build: Build; readonly source: Source } {
  const given = Object.entries(buildArguments).flatMap(([name, value]) =>
    value === null ? [] : [[name, value] as const],
  );
  const source = Source.fromBytes(content);
  const build = evaluate(parse(source), { buildArgs: new Map(given), target: target || null });
  return { build, source };
}
