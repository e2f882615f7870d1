import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

const src = join(import.meta.dirname, '../src');

const reading = ['text', 'diagnostic', 'word', 'parser', 'shell', 'model'];

/** What each folder (or file) of src/ may import besides itself, from the bottom up. */
const layers: Readonly<Record<string, readonly string[]>> = {
  text: [],
  diagnostic: ['text'],
  word: ['text'],
  parser: ['text', 'diagnostic', 'word'],
  shell: ['text', 'diagnostic', 'parser'],
  model: ['text', 'diagnostic', 'word', 'parser', 'shell'],
  lint: reading,
  shellcheck: [...reading, 'lint'],
  rules: ['text', 'word', 'parser', 'shell', 'model', 'lint'],
  index: [...reading, 'lint', 'rules'],
  build: ['text', 'word', 'parser', 'model'],
  cli: [...reading, 'shellcheck', 'lint', 'rules', 'build'],
};

/** Where a package may be imported, and Node's own modules. */
const homes: Readonly<Record<string, readonly string[]>> = {
  '@bufbuild/protobuf': ['build'],
  chevrotain: ['parser'],
  unbash: ['shell'],
  undici: ['build'],
  ignore: ['cli'],
  picomatch: ['cli'],
  'spdx-expression-parse': ['model'],
  'fast-string-width': ['cli'],
  yaml: ['cli'],
  yargs: ['cli'],
  node: ['build', 'cli', 'shellcheck'],
};

interface Import {
  readonly file: string;
  readonly specifier: string;
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const imports = files.flatMap(importsOf);
const inside = imports
  .filter(({ specifier }) => specifier.startsWith('.') && !specifier.endsWith('.json'))
  .map((found) => ({ ...found, to: normalize(join(dirname(found.file), found.specifier)) }));
const importedBy = new Map(
  files.map((file) => [file, inside.filter((found) => found.file === file).map(({ to }) => to)]),
);

describe('src/', () => {
  it('imports downwards only', () => {
    const upward = ({ file, to }: (typeof inside)[number]): boolean =>
      layerOf(file) !== layerOf(to) && !layers[layerOf(file)]?.includes(layerOf(to));
    expect(inside.filter(upward)).toEqual([]);
  });

  it('uses each package only where it is at home', () => {
    const outside = imports.filter(({ specifier }) => !specifier.startsWith('.'));
    const stray = outside.filter(
      ({ file, specifier }) => !homes[packageOf(specifier)]?.includes(layerOf(file)),
    );
    expect(stray).toEqual([]);
  });

  it('has no import cycle, not even of types', () => {
    expect(files.filter((file) => reaches(file, file))).toEqual([]);
  });

  it('has no folder without a noun', () => {
    const folders = files.flatMap((file) => dirname(file).split('/'));
    expect(folders.filter((name) => /^(utils?|helpers?|common|types|core|shared)$/.test(name))).toEqual([]);
  });
});

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(src, file), 'utf8').replace(/^\s*(\/\/|\/?\*).*$/gm, '');
  const found = text.matchAll(/^(?:import|export) [^;]*?from '([\w@./:-]+)'|import\('([\w@./:-]+)'\)/gm);
  return [...found].map(([, one, other]) => ({ file, specifier: one ?? other ?? '' }));
}

function layerOf(file: string): string {
  return file.replace(/[/.].*$/, '');
}

function packageOf(specifier: string): string {
  return isBuiltin(specifier) ? 'node' : specifier.replace(/^(@[^/]+\/[^/]+|[^/]+).*$/, '$1');
}

/** Whether a file comes by imports, one at least, to another. */
function reaches(from: string, goal: string): boolean {
  const seen = new Set<string>();
  const open = [from];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const to of importedBy.get(next) ?? []) {
      if (to === goal) return true;
      if (!seen.has(to)) open.push(to);
      seen.add(to);
    }
  }
  return false;
}
