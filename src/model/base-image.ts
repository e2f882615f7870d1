import { type Document, isInstruction, type Trigger } from '../parser/ast.ts';
import { parse } from '../parser/parse.ts';
import type { Span } from '../text/span.ts';

/** What the configuration of an image says that a build on it depends on (OCI image configuration). */
export interface BaseImage {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
  readonly config: {
    /** `NAME=value` each. */
    readonly Env?: readonly string[];
    readonly Shell?: readonly string[];
    readonly OnBuild?: readonly string[];
    readonly WorkingDir?: string;
  };
}

const PLACES = new Set(['span', 'extent', 'nameSpan', 'operand']);

/** An instruction that an image leaves to those built on it: all of it stands at `span`, since its text is not in the file. */
export function parseTrigger(text: string, span: Span): readonly Trigger[] {
  const moved: Document = JSON.parse(JSON.stringify(parse(text).document), (key, value) =>
    PLACES.has(key) && value !== null ? span : value,
  );
  return moved.items.filter(isInstruction).flatMap((item) => (item.kind === 'Onbuild' ? [] : [item]));
}
