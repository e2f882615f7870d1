import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { severities } from '../../../diagnostic.ts';
import { packageRoot } from '../../package-root.ts';
import type { Totals } from '../reporter.ts';
import { html, Markup } from './markup.ts';

/** The page up to its first file. Its policy lets nothing run or load but what is written here. */
export function pageHead(): Markup {
  const style = asset('report.css');
  const policy = [
    "default-src 'none'",
    `style-src '${hash(style)}'`,
    `script-src '${hash(asset('report.js'))}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>dlint report</title>
<style>${new Markup(style)}</style>
</head>
<body>
<header>
<h1>dlint report</h1>
<p id="to-summary"><a href="#summary">Summary</a></p>
</header>
${filters()}
<main>
`;
}

/** What follows the last file. */
export function pageEnd({ bySeverity, files, filesWithFindings }: Totals): Markup {
  const counts = severities.map(
    (severity) =>
      html`<li class="${severity}"><span class="severity">${severity}</span> ${bySeverity[severity]}</li>\n`,
  );
  return html`</main>
<section id="summary" aria-label="Summary">
<p>${filesWithFindings} of ${files} files with findings</p>
<ul>
${counts}</ul>
</section>
<script>${new Markup(asset('report.js'))}</script>
</body>
</html>
`;
}

/** Of use with the script only, which shows it. */
function filters(): Markup {
  const boxes = severities.map(
    (severity) =>
      html`<label class="${severity}"><input type="checkbox" name="severity" value="${severity}" checked> <span class="severity">${severity}</span></label>\n`,
  );
  return html`<form id="filters" hidden>
<label>Search <input id="search" type="search" autocomplete="off"></label>
<fieldset>
<legend>Severities</legend>
${boxes}</fieldset>
<label>Rule <select id="rule"><option value="">all</option></select></label>
<button id="theme" type="button">Light or dark</button>
<span><kbd>j</kbd> <kbd>k</kbd> next, previous; <kbd>/</kbd> search</span>
<span id="status" role="status"></span>
</form>`;
}

function asset(name: string): string {
  return readFileSync(join(packageRoot(), 'assets', name), 'utf8');
}

/** The source expression of a policy that allows this text (Content Security Policy Level 3, section 2.3.1). */
function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
