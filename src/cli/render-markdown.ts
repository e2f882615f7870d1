import stringWidth from 'fast-string-width';
import type { Style } from './style.ts';

/** A part of a page: lines that belong together. */
interface Block {
  readonly kind: 'heading' | 'code' | 'table' | 'text';
  readonly lines: readonly string[];
}

/** Shows Markdown of the kind that dlint's own pages are made of on a terminal of this width. */
export function renderMarkdown(markdown: string, style: Style, columns: number): string {
  const parts = blocksOf(markdown).map((block) => renderBlock(block, style, columns));
  return `${parts.join('\n\n')}\n`;
}

const BLOCK =
  /^(`{3,})(?<info>.*)\n(?<code>[\s\S]*?)^\1$|^(?<heading>#.*)$|^(?<table>\|.*(?:\n\|.*)*)$|^(?<text>.+(?:\n(?![#|]|```).+)*)$/gm;

function blocksOf(markdown: string): readonly Block[] {
  return [...markdown.matchAll(BLOCK)].map(({ groups = {} }) => {
    const { code, heading, table, text } = groups;
    if (code !== undefined) return { kind: 'code', lines: code.replace(/\n$/, '').split('\n') };
    if (heading !== undefined) return { kind: 'heading', lines: [heading.replace(/^#+ */, '')] };
    if (table !== undefined) return { kind: 'table', lines: table.split('\n') };
    return { kind: 'text', lines: (text ?? '').split('\n') };
  });
}

function renderBlock({ kind, lines }: Block, style: Style, columns: number): string {
  switch (kind) {
    case 'heading':
      return style('bold', lines.join(' '));
    case 'code':
      return lines.map((line) => `  ${style('frame', '│')} ${line}`.trimEnd()).join('\n');
    case 'table':
      return renderTable(lines, style);
    case 'text':
      return wrap(inline(lines.join(' '), style), columns);
  }
}

function renderTable(lines: readonly string[], style: Style): string {
  const rows = lines
    .filter((line) => !/^[|:\s-]+$/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim().replaceAll('\\|', '|')),
    );
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => stringWidth(inline(row[column] ?? '', plain)))),
  );
  const show = (cell: string, column: number): string =>
    inline(cell, style) + ' '.repeat((widths[column] ?? 0) - stringWidth(inline(cell, plain)));
  return rows.map((row) => row.map(show).join('  ').trimEnd()).join('\n');
}

/** Breaks text between words, so that no line is wider than it may be. */
function wrap(text: string, columns: number): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line === undefined || stringWidth(`${line} ${word}`) > columns) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines.join('\n');
}

/** Code and stress in bold, links by their text. */
function inline(text: string, style: Style): string {
  return text
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replace(/`([^`]+)`|\*\*([^*]+)\*\*/g, (_, code?: string, stress?: string) =>
      style('bold', code ?? stress ?? ''),
    );
}

const plain: Style = (_, text) => text;
