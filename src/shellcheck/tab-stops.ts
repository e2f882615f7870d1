import type { Remark } from './remark.ts';

const TAB_STOP = 8;

/** Remarks whose columns run to the next multiple of 8 at each tab, with columns that count a tab as one. */
export function withoutTabStops(remarks: readonly Remark[], script: string): readonly Remark[] {
  if (!script.includes('\t')) return remarks;
  const lines = script.split('\n');
  return remarks.map((remark) => ({
    ...remark,
    column: countTo(remark.column, lines[remark.line - 1] ?? ''),
    endColumn: countTo(remark.endColumn, lines[remark.endLine - 1] ?? ''),
  }));
}

function countTo(column: number, line: string): number {
  let [count, reached] = [1, 1];
  for (const character of line) {
    if (reached >= column) return count;
    reached += character === '\t' ? TAB_STOP - ((reached - 1) % TAB_STOP) : 1;
    count += 1;
  }
  return count + Math.max(column - reached, 0);
}
