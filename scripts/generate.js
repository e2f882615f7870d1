/**
 * Writes what follows from the rules: the registry `src/rules/index.ts`, the pages in `docs/rules/`, the schema of the configuration;
 * and the TypeScript of the messages in `src/build/proto/`.
 * With `--check` it writes nothing and fails where a file is not up to date.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';

const root = join(import.meta.dirname, '..');
const check = process.argv.includes('--check');
let stale = 0;

/** @param {string} path below the root @param {string} text */
function emit(path, text) {
  const file = join(root, path);
  if (read(file) === text) return;
  if (check) {
    stale += 1;
    console.error(`${path} is not up to date: run \`npm run generate\``);
  } else {
    writeFileSync(file, text);
  }
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** @param {string} name */
function camelCase(name) {
  return name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
}

/** @param {readonly string[]} names */
function registry(names) {
  const imports = names.map((name) => `import ${camelCase(name)} from './${name}.ts';\n`);
  const entries = names.map((name) => `  { name: '${name}', ...${camelCase(name)} },\n`);
  return [
    "import type { Rule } from '../lint/rule.ts';\n",
    ...imports,
    '\n/** Every rule, by name. Written by `npm run generate`. */\n',
    `export const rules: readonly Rule[] = [\n${entries.join('')}];\n`,
  ].join('');
}

/** The rules themselves and the functions that render them, bundled for this process. */
async function loadPages() {
  const bundle = await rolldown({ input: join(root, 'scripts/rule-pages.ts'), platform: 'node' });
  const { output } = await bundle.generate({ format: 'esm', codeSplitting: false });
  const file = join(root, `node_modules/.rule-pages-${process.pid}.mjs`);
  writeFileSync(file, output[0].code);
  try {
    /** @type {typeof import('./rule-pages.ts')} */
    const pages = await import(file);
    return pages;
  } finally {
    rmSync(file);
  }
}

/** Protocol Buffers become `*_pb.ts` beside their sources, which have no enums: TypeScript's cannot be erased. */
function generateMessages() {
  const out = mkdtempSync(join(root, 'node_modules/.messages-'));
  const plugin = {
    local: join(root, 'node_modules/.bin/protoc-gen-es'),
    out,
    opt: ['target=ts', 'import_extension=ts'],
  };
  const template = JSON.stringify({ version: 'v2', plugins: [plugin] });
  try {
    execFileSync(
      join(root, 'node_modules/.bin/buf'),
      ['generate', 'src/build/proto', '--template', template],
      { cwd: root, stdio: 'inherit' },
    );
    for (const file of readdirSync(out)) {
      // The pragma is for a linter that is not used here.
      const code = (read(join(out, file)) ?? '').replace('/* eslint-disable */\n', '');
      emit(`src/build/proto/${file}`, code);
    }
  } finally {
    rmSync(out, { recursive: true });
  }
}

generateMessages();
const names = readdirSync(join(root, 'src/rules'))
  .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
  .map((file) => file.slice(0, -'.ts'.length))
  .sort();
emit('src/rules/index.ts', registry(names));
const { renderIndex, renderPage, renderSchema, rules } = await loadPages();
mkdirSync(join(root, 'docs/rules'), { recursive: true });
emit('docs/dlint.schema.json', renderSchema(rules));
emit('docs/rules/README.md', renderIndex(rules));
for (const rule of rules) {
  emit(
    `docs/rules/${rule.name}.md`,
    renderPage(rule, read(join(root, `fixtures/rules/${rule.name}.md`)) ?? ''),
  );
}
for (const file of readdirSync(join(root, 'docs/rules'))) {
  if (file === 'README.md' || names.includes(file.slice(0, -'.md'.length))) continue;
  if (check) emit(`docs/rules/${file}`, '');
  else rmSync(join(root, 'docs/rules', file));
}
process.exitCode = stale > 0 ? 1 : 0;
