import type { Diagnostic } from '../../../diagnostic.ts';
import { count } from '../../count.ts';
import type { FileReport } from '../reporter.ts';
import { describeRule } from '../rule-description.ts';
import { html, type Markup } from './markup.ts';
import { type Piece, type SourceLine, sourceLines } from './source-lines.ts';

/** A file as a part of the page: its source with each finding below the line where it ends. `number` counts files, from 1. */
export function fileSection(report: FileReport, number: number): Markup {
  const { diagnostics, file, source } = report;
  const lines = sourceLines(source, diagnostics).map((line) => lineOf(line, report, number));
  const counts = diagnostics.length === 0 ? 'no findings' : count(diagnostics.length, 'finding');
  const opened = diagnostics.length > 0 ? html` open` : '';
  return html`<details class="file" id="f${number}"${opened}>
<summary><span class="path">${file}</span><span class="counts">${counts}</span></summary>
<div class="source">
${lines}</div>
</details>
`;
}

function lineOf({ findings, number, pieces }: SourceLine, report: FileReport, file: number): Markup {
  const id = `f${file}-L${number}`;
  const shown = findings.flatMap((index) => {
    const diagnostic = report.diagnostics[index];
    return diagnostic === undefined ? [] : [findingOf(diagnostic, report, `f${file}-${index + 1}`)];
  });
  return html`<div class="line" id="${id}"><a class="number" href="#${id}">${number}</a><code>${pieces.map(pieceOf)}</code></div>
${shown}`;
}

function pieceOf({ severity, text }: Piece): Markup {
  return severity === undefined ? html`${text}` : html`<mark class="${severity}">${text}</mark>`;
}

function findingOf(diagnostic: Diagnostic, { rules, source }: FileReport, id: string): Markup {
  const { code, message, severity, span } = diagnostic;
  const { name, url, why } = describeRule(diagnostic, rules);
  const { line, column } = source.position(span.start);
  const shownCode = url === undefined ? html`${code}` : html`<a href="${url}" rel="noreferrer">${code}</a>`;
  const rule = name === undefined || name === code ? '' : ` (${name})`;
  return html`<div class="finding ${severity}" id="${id}" data-severity="${severity}" data-code="${code}" tabindex="-1">
<p><span class="severity">${severity}</span> ${shownCode}<span class="rule">${rule} at ${line}:${column}</span></p>
<p>${emphasized(message)}</p>
<p class="rule">${emphasized(why)}</p>
</div>
`;
}

/** What stands in backticks is code. */
function emphasized(message: string): readonly Markup[] {
  return message
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 0 ? html`${part}` : html`<code>${part.slice(1, -1)}</code>`));
}
