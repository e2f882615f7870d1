import { createHash } from 'node:crypto';
import type { Diagnostic } from '../../diagnostic.ts';
import type { Source } from '../../text/source.ts';

/** What joins a line to its neighbours: it changes when a line is put before or behind. */
const JOINTS = '&|;\\` ';

/**
 * What tells a finding from the others of its file, as 32 hexadecimal digits. It stays the same when lines move, when they are indented
 * anew, and when commands or packages on other lines come and go; `occurrence` counts, from 0, those that are alike.
 */
export function fingerprint(diagnostic: Diagnostic, source: Source, occurrence = 0): string {
  const { line } = source.position(diagnostic.span.start);
  const text = withoutJoints(source.line(line).replace(/\s+/g, ' '));
  const key = JSON.stringify([problemOf(diagnostic), text, occurrence]);
  return createHash('sha256').update(key).digest('hex').slice(0, 32);
}

/** The fingerprints of all findings of a file, each one different, in the order of the findings. */
export function fingerprints(diagnostics: readonly Diagnostic[], source: Source): readonly string[] {
  const seen = new Map<string, number>();
  return diagnostics.map((diagnostic) => {
    const first = fingerprint(diagnostic, source);
    const occurrence = seen.get(first) ?? 0;
    seen.set(first, occurrence + 1);
    return occurrence === 0 ? first : fingerprint(diagnostic, source, occurrence);
  });
}

/** What a finding is about, the same under every preset: the rule's own name, or the code that another tool gave. */
export function problemOf({ code, rule }: Diagnostic): string {
  return rule === 'shellcheck' ? code : rule;
}

function withoutJoints(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && JOINTS.includes(text.charAt(start))) start++;
  while (end > start && JOINTS.includes(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}
