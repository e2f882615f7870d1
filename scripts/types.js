import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const root = join(import.meta.dirname, '..');

/**
 * Writes the types of the library, without those that none of its entries leads to. Throws where the rest refers to a package, as that
 * is bundled and not there for a user.
 * @param {string} folder
 */
export function writeTypes(folder) {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  // `npm run types` checks.
  const options = ['-p', 'tsconfig.build.json', '--noCheck', '--outDir', folder];
  execFileSync(process.execPath, [tsc, ...options], { cwd: root, stdio: 'inherit' });
  /** @type {{ files: readonly string[] }} */
  const { files } = JSON.parse(readFileSync(join(root, 'tsconfig.build.json'), 'utf8'));
  const needed = reach(files.map((file) => join(folder, relative('src', file).replace(/\.ts$/, '.d.ts'))));
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = join(folder, name);
    if (statSync(file).isFile() && !needed.has(file)) rmSync(file);
  }
}

/** The files that declarations lead to, themselves among them. @param {readonly string[]} entries */
function reach(entries) {
  const files = new Set(entries);
  for (const file of files) {
    for (const specifier of specifiersIn(file)) {
      if (specifier.startsWith('.')) files.add(join(dirname(file), specifier.replace(/\.[jt]s$/, '.d.ts')));
      else if (!specifier.startsWith('node:')) throw new Error(`${file} refers to ${specifier}`);
    }
  }
  return files;
}

/** @param {string} file */
function specifiersIn(file) {
  const found = readFileSync(file, 'utf8').matchAll(
    /\bfrom '([^'\n]+)'|\bimport\("([^"]+)"\)|^import '([^']+)'/gm,
  );
  return [...found].map(([, from, type, effect]) => from ?? type ?? effect ?? '');
}
