/** A piece of a rule's fixture: text that stays as it is, or a Dockerfile whose findings are known. */
export type FixturePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'case'; readonly section: string; readonly dockerfile: string };

const BLOCK = /```dockerfile\n(.*?)```\n(?:\n```text\n.*?```\n)?/gs;

/** Cuts a fixture into its cases and the text between them; the findings below a case are left out. */
export function readFixture(markdown: string): readonly FixturePart[] {
  const parts: FixturePart[] = [];
  let from = 0;
  for (const block of markdown.matchAll(BLOCK)) {
    parts.push({ kind: 'text', text: markdown.slice(from, block.index) });
    parts.push({ kind: 'case', section: sectionAt(markdown, block.index), dockerfile: block[1] ?? '' });
    from = block.index + block[0].length;
  }
  parts.push({ kind: 'text', text: markdown.slice(from) });
  return parts;
}

/** The title above a case: `Bad` or `Good` in the fixture of a rule. */
function sectionAt(markdown: string, at: number): string {
  return [...markdown.slice(0, at).matchAll(/^## (.*)$/gm)].at(-1)?.[1] ?? '';
}

/** Puts a fixture together again, with the findings below each case that has some. */
export function renderFixture(
  parts: readonly FixturePart[],
  findings: (dockerfile: string) => string,
): string {
  return parts
    .map((part) => {
      if (part.kind === 'text') return part.text;
      const found = findings(part.dockerfile);
      const below = found === '' ? '' : `\n\`\`\`text\n${found}\`\`\`\n`;
      return `\`\`\`dockerfile\n${part.dockerfile}\`\`\`\n${below}`;
    })
    .join('');
}
