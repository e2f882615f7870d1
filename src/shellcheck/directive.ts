import type { Comment } from '../parser/ast.ts';

/** The first and the last number of some codes. */
export type CodeRange = readonly [first: number, last: number];

const DISABLE = /(?:^|\s)disable=(\S+)/g;
const CODES = /^(?:SC)?(\d+)(?:-(?:SC)?(\d+))?$/;

/** The codes of a `# shellcheck disable=SC2086,SC1000-SC1999` or `disable=all`; none for another comment. */
export function disabledCodes({ text }: Comment): readonly CodeRange[] {
  if (!/^shellcheck\s/.test(text)) return [];
  const [directives = ''] = text.split(/\s#/, 1);
  const lists = [...directives.matchAll(DISABLE)].map(([, list = '']) => list);
  return lists.flatMap((list) => list.split(',')).flatMap(readCodes);
}

function readCodes(text: string): readonly CodeRange[] {
  if (text === 'all') return [[0, Number.POSITIVE_INFINITY]];
  const [, first, last = first] = CODES.exec(text) ?? [];
  return first === undefined ? [] : [[Number(first), Number(last)]];
}
