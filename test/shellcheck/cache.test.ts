import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheFolder } from '#cache-folder';
import { Cache } from '../../src/shellcheck/cache.ts';
import type { Engine } from '../../src/shellcheck/engine.ts';
import type { Remark } from '../../src/shellcheck/remark.ts';
import { ShellCheck } from '../../src/shellcheck/shellcheck.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const remark: Remark = {
  line: 1,
  column: 2,
  endLine: 3,
  endColumn: 4,
  level: 'info',
  code: 2086,
  message: 'Quote this.',
};
const signal = new AbortController().signal;

/** Says the same of each script, and writes down which it was asked about. */
function recorder(): Engine & { readonly asked: string[] } {
  const asked: string[] = [];
  const check: Engine['check'] = async (scripts) => {
    asked.push(...scripts);
    return scripts.map(() => [remark]);
  };
  return { id: 'recorder 1', asked, check };
}

/** What an entry of the engine `one` looks like. */
function entry(remarks: readonly unknown[], script = 'a'): string {
  return JSON.stringify({ about: `one\0${script}`, remarks });
}

/** The entries of a cache. */
function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'pruned')
    .map(({ name, parentPath }) => join(parentPath, name));
}

describe('the cache', () => {
  it('knows what another run has found', async () => {
    const folder = temporaryFolder();
    const engine = recorder();
    for (let run = 0; run < 2; run++) {
      const shellcheck = new ShellCheck(engine, new Cache(folder, engine.id));
      await shellcheck.check(['a', 'b', 'a'], signal);
      expect(shellcheck.remarks('a')).toEqual([remark]);
    }
    expect(engine.asked).toEqual(['a', 'b']);
  });

  it('forgets what is over thirty days old, and looks for it once a day', () => {
    const folder = temporaryFolder();
    const cache = () => new Cache(folder, 'one');
    const age = (days: number): void => {
      const then = new Date(Date.now() - days * 24 * 60 * 60 * 1000);
      for (const file of filesIn(folder)) utimesSync(file, then, then);
    };
    cache().set('old', [remark]);
    age(31);
    utimesSync(join(folder, 'shellcheck', 'pruned'), 0, 0);
    cache().set('new', [remark]);
    expect([cache().get('old'), cache().get('new')]).toEqual([null, [remark]]);
    age(31);
    cache().set('newest', [remark]);
    expect(cache().get('new')).toEqual([remark]);
  });

  it('keeps what different engines and versions find apart', () => {
    const folder = temporaryFolder();
    new Cache(folder, 'one').set('a', [remark]);
    expect(new Cache(folder, 'one').get('a')).toEqual([remark]);
    expect(new Cache(folder, 'other').get('a')).toBeNull();
    expect(new Cache(folder, 'one').get('b')).toBeNull();
  });

  it.each([
    '',
    '[',
    'null',
    '{}',
    entry([{}]),
    entry([null]),
    entry([{ ...remark, level: 'worse' }]),
    entry([{ ...remark, line: 0 }]),
    entry([{ ...remark, column: '2' }]),
    entry([remark], 'a script with a name of the same hash'),
    entry([remark]).slice(0, -1),
  ])('takes no notice of a file with %j', (content) => {
    const folder = temporaryFolder();
    const cache = new Cache(folder, 'one');
    cache.set('a', [remark]);
    for (const file of filesIn(folder)) writeFileSync(file, content);
    expect(cache.get('a')).toBeNull();
    cache.set('a', [remark]);
    expect(cache.get('a')).toEqual([remark]);
  });

  it('leaves whole files only', () => {
    const folder = temporaryFolder();
    for (const script of ['a', 'b', 'a']) new Cache(folder, 'one').set(script, [remark]);
    const files = filesIn(folder);
    expect(files).toHaveLength(2);
    for (const file of files)
      expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ remarks: [remark] });
  });

  it('does without a folder that cannot be written', () => {
    const cache = new Cache(join(temporaryFolder({ file: '' }), 'file'), 'one');
    cache.set('a', [remark]);
    expect(cache.get('a')).toBeNull();
  });
});

describe('its place', () => {
  it.each([
    [{ XDG_CACHE_HOME: '/x', HOME: '/h' }, '/x/dlint'],
    [{ XDG_CACHE_HOME: 'x', HOME: '/h' }, '/h/.cache/dlint'],
    [{ XDG_CACHE_HOME: '', HOME: '/h' }, '/h/.cache/dlint'],
    [{}, null],
  ])('with %j is %s', (environment, folder) => {
    expect(cacheFolder(environment)).toBe(folder);
  });
});
