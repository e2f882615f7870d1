import { chmodSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OutputRoot } from '../../../src/build/file-sync/output-root.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

describe('a place in an output', () => {
  it('keeps its file until another is moved there', () => {
    const folder = temporaryFolder({ f: 'old' });
    expect(new OutputRoot(folder).replaceablePlaceOf('f')).toBe(`${folder}/f`);
    expect(readFileSync(join(folder, 'f'), 'utf8')).toBe('old');
  });

  it('is cleared for what cannot be moved there', () => {
    const folder = temporaryFolder({ f: 'old' });
    expect(new OutputRoot(folder).emptyPlaceOf('f')).toBe(`${folder}/f`);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each(['replaceablePlaceOf', 'emptyPlaceOf'] as const)(
    'loses no directory that holds something by %s',
    (method) => {
      const folder = temporaryFolder({ 'd/f': 'old' });
      const root = new OutputRoot(folder);
      root.makeDirectory('empty/');
      root[method]('empty');
      expect(() => root[method]('d')).toThrow('ENOTEMPTY');
      expect(readdirSync(folder)).toEqual(['d']);
    },
  );

  it('can be in a directory that was closed', () => {
    const folder = temporaryFolder({ 'd/f': 'old' });
    chmodSync(join(folder, 'd'), 0o2555);
    new OutputRoot(folder).makeDirectory('d/');
    expect(statSync(join(folder, 'd')).mode & 0o7777).toBe(0o2755);
  });
});
