import { compareBytes } from '../input/compare-bytes.ts';
import type { BaselineEntries, FileEntries } from './baseline-entries.ts';
import { openFileSink } from './file-sink.ts';
import { BASELINE_VERSION } from './read-baseline.ts';

/**
 * Writes a baseline: JSON in an order that depends on nothing but what it holds, an entry to a line, so that changes are easy to read and to merge.
 * Throws an `OutputError` where it cannot be written.
 */
export function writeBaseline(file: string, entries: BaselineEntries, cwd: string): void {
  const sink = openFileSink(file, cwd);
  try {
    sink.write(format(entries));
    sink.finish();
  } catch (error) {
    sink.discard();
    throw error;
  }
}

function format(entries: BaselineEntries): string {
  const files = [...entries]
    .filter(([, found]) => found.size > 0)
    .sort(([one], [other]) => compareBytes(one, other))
    .map(([name, found]) => `    ${JSON.stringify(name)}: [\n${formatFile(found)}\n    ]`);
  const body = files.length === 0 ? '{}' : `{\n${files.join(',\n')}\n  }`;
  return `{\n  "version": ${BASELINE_VERSION},\n  "files": ${body}\n}\n`;
}

function formatFile(found: FileEntries): string {
  return [...found]
    .sort(([one], [other]) => compareBytes(one, other))
    .map(([key, count]) => {
      const [rule = '', fingerprint = ''] = key.split(' ');
      return `      ${JSON.stringify({ rule, fingerprint, count })}`;
    })
    .join(',\n');
}
