// What a report does when it is looked at: filters, and keys to go from finding to finding. Without it everything is shown.

/** @template {Element} E @param {string} id @param {new () => E} kind */
function byId(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no ${id}`);
  return found;
}

const form = byId('filters', HTMLFormElement);
const search = byId('search', HTMLInputElement);
const rule = byId('rule', HTMLSelectElement);
const status = byId('status', HTMLElement);
const files = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('.file')]);
const findings = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('.finding')]);
const texts = new Map(findings.map((finding) => [finding, textOf(finding)]));

/** What a search looks at: the finding and the name of its file. @param {HTMLElement} finding */
function textOf(finding) {
  const path = finding.closest('.file')?.querySelector('.path')?.textContent;
  return `${path} ${finding.textContent}`.toLowerCase();
}

function listRules() {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { dataset } of findings)
    counts.set(dataset.code ?? '', (counts.get(dataset.code ?? '') ?? 0) + 1);
  for (const [code, count] of [...counts].sort(([a], [b]) => a.localeCompare(b))) {
    rule.append(new Option(`${code} (${count})`, code));
  }
}

function applyFilters() {
  const severities = new Set(new FormData(form).getAll('severity'));
  const words = search.value.toLowerCase().split(/\s+/);
  for (const finding of findings) {
    const { code = '', severity = '' } = finding.dataset;
    const isMeant = severities.has(severity) && (rule.value === '' || rule.value === code);
    finding.hidden = !isMeant || !words.every((word) => texts.get(finding)?.includes(word));
  }
  const isFiltered = findings.some(({ hidden }) => hidden) || search.value !== '';
  for (const file of files) file.hidden = isFiltered && file.querySelector('.finding:not([hidden])') === null;
  const shown = findings.filter(({ hidden }) => !hidden).length;
  status.textContent = isFiltered ? `${shown} of ${findings.length} shown` : '';
}

/** Goes to the next finding that is shown, or the one before. @param {1 | -1} step */
function move(step) {
  const shown = findings.filter(({ hidden }) => !hidden);
  const active = document.activeElement;
  const current = active instanceof HTMLElement ? shown.indexOf(active) : -1;
  const next = shown[current === -1 && step === -1 ? shown.length - 1 : current + step];
  if (next === undefined) return;
  next.closest('details')?.setAttribute('open', '');
  next.focus();
  next.scrollIntoView({ block: 'center' });
}

function changeTheme() {
  const { dataset } = document.documentElement;
  const isDark = dataset.theme
    ? dataset.theme === 'dark'
    : matchMedia('(prefers-color-scheme: dark)').matches;
  dataset.theme = isDark ? 'light' : 'dark';
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Escape' && event.target === search) search.blur();
  if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) return;
  if (event.key === 'j') move(1);
  if (event.key === 'k') move(-1);
  if (event.key !== '/') return;
  event.preventDefault();
  search.focus();
}

listRules();
// It is counted last, and wanted first.
form.before(byId('summary', HTMLElement));
byId('to-summary', HTMLElement).remove();
form.hidden = false;
form.addEventListener('input', applyFilters);
form.addEventListener('submit', (event) => event.preventDefault());
byId('theme', HTMLButtonElement).addEventListener('click', changeTheme);
document.addEventListener('keydown', onKey);
