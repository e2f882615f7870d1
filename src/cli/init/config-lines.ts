/** A configuration to be written: what begins it, and its keys in order. */
export interface ConfigDraft {
  /** Comments at the top, a line each, without the `#`. */
  readonly head: readonly string[];
  readonly settings: readonly DraftedLine[];
  readonly rules: readonly DraftedLine[];
  /** Comments at the end. */
  readonly tail: readonly string[];
}

/** One key with its value, which is any that JSON has, and why it is there. */
export interface DraftedLine {
  readonly key: string;
  readonly value: unknown;
  readonly comment: string;
}

/** The text of a `.dlint.yaml`. */
export function renderConfig({ head, rules, settings, tail }: ConfigDraft): string {
  const blocks = [
    head.map(comment),
    aligned(settings, ''),
    ...(rules.length > 0 ? [['rules:', ...aligned(rules, '  ')]] : []),
    tail.map(comment),
  ];
  const written = blocks.filter((block) => block.length > 0).map((block) => `${block.join('\n')}\n`);
  return written.join('\n');
}

function comment(line: string): string {
  return `# ${line}`.trimEnd();
}

/** Comments stand below each other, unless a value is long. */
function aligned(lines: readonly DraftedLine[], indent: string): readonly string[] {
  const entries = lines.map(({ key, value, comment }) => ({
    entry: `${indent}${key}: ${scalar(value)}`,
    comment,
  }));
  const width = Math.max(...entries.map(({ entry }) => entry.length).filter((length) => length <= 40), 0);
  return entries.map(({ comment, entry }) => `${entry.padEnd(width)}  # ${comment}`);
}

/** JSON is YAML; words that YAML takes for words need no quotes. */
function scalar(value: unknown): string {
  if (typeof value === 'string' && /^[a-z][a-z-]*$/.test(value)) return value;
  if (Array.isArray(value)) return `[${value.map(scalar).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, entry]) => `${JSON.stringify(key)}: ${scalar(entry)}`);
  return `{ ${entries.join(', ')} }`;
}
