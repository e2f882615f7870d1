import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What may be passed on in a package under MIT, with its notice; the Creative Commons are there for lists of licences. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-3.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Unlicense',
]);

/**
 * The notices of the packages that modules belong to, as one text. Throws where a licence is not one that we may pass on, or where no
 * notice is found.
 * @param {Iterable<string>} modules absolute paths
 */
export function renderLicenses(modules) {
  /** @type {Map<string, string[]>} modules by the folder of their package */
  const packages = new Map();
  for (const module of modules) {
    const folder = packageOf(module);
    if (folder !== null) packages.set(folder, [...(packages.get(folder) ?? []), module]);
  }
  /** @type {Map<string, Set<string>>} packages by the notice that they share */
  const notices = new Map();
  for (const [folder, files] of packages) {
    const { notice, title } = noticeOf(folder, files);
    notices.set(notice, (notices.get(notice) ?? new Set()).add(title));
  }
  const sections = [...notices].map(([notice, titles]) =>
    `${[...titles].sort().join('\n')}\n\n${notice}`.trim(),
  );
  const head =
    'dlint is under the MIT licence (LICENSE). It contains parts of these packages, under their own.';
  return `${[head, ...sections.sort()].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** @param {string} module */
function packageOf(module) {
  if (!module.includes('/node_modules/')) return null;
  let folder = dirname(module);
  while (!hasName(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

/** Packages have more manifests inside, which say whether files are modules; they have no name. @param {string} manifest */
function hasName(manifest) {
  return existsSync(manifest) && 'name' in JSON.parse(readFileSync(manifest, 'utf8'));
}

/** @param {string} folder @param {readonly string[]} modules */
function noticeOf(folder, modules) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const refused = String(license)
    .split(/[\s()]+|\b(?:AND|OR)\b/)
    .filter((id) => id !== '' && !allowed.has(id));
  if (refused.length > 0) throw new Error(`${name} is under ${license}, which dlint may not pass on`);
  const file = readdirSync(folder).find((entry) => /^(?:licen[cs]e|copying)/i.test(entry));
  const text = file === undefined ? headersOf(modules) : readFileSync(join(folder, file), 'utf8');
  // Data in the public domain needs no notice.
  if (text === '' && !/^CC/.test(license)) throw new Error(`${name} has no notice of its licence`);
  return { title: `${name} ${version} (${license})`, notice: text.replaceAll('\r', '').trim() };
}

/** The notices at the beginning of the files, for a package that has none in a file of its own. @param {readonly string[]} modules */
function headersOf(modules) {
  const headers = modules.map(
    (module) => /^(?:\s*\/\/[^\n]*\n)+|^\s*\/\*.*?\*\//s.exec(readFileSync(module, 'utf8'))?.[0] ?? '',
  );
  return [...new Set(headers.filter((header) => /copyright/i.test(header)))].sort().join('\n');
}
