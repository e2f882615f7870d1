import { chmodSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { identify } from '../../src/shellcheck/program.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const large = 'x'.repeat(1_000_000);

/** A folder with a program of this content. */
function folderWith(name: string, content: string, mode = 0o755): string {
  const folder = temporaryFolder({ [name]: content });
  chmodSync(join(folder, name), mode);
  return folder;
}

describe('the identity of a program', () => {
  it('changes with the file, and with nothing else', () => {
    const folder = folderWith('shellcheck', large);
    const before = identify({ PATH: `/nowhere:${folder}` });
    expect(before).toContain(join(folder, 'shellcheck'));
    expect(identify({ PATH: folder })).toBe(before);
    utimesSync(join(folder, 'shellcheck'), 1, 1);
    const later = identify({ PATH: folder });
    expect(later).not.toBe(before);
    writeFileSync(join(folder, 'shellcheck'), `${large}x`);
    utimesSync(join(folder, 'shellcheck'), 1, 1);
    expect(identify({ PATH: folder })).not.toBe(later);
  });

  it('is that of the first file that can be run', () => {
    const [first, second] = [folderWith('shellcheck', large, 0o644), folderWith('shellcheck', large)];
    mkdirSync(join(second, 'sub'));
    expect(identify({ PATH: `${first}:${second}` })).toContain(second);
  });

  it('is not known of what only leads to the program', () => {
    const script = folderWith('shellcheck', '#!/bin/sh\nexec /opt/shellcheck-1.2/shellcheck "$@"\n');
    expect(identify({ PATH: `${script}:${folderWith('shellcheck', large)}` })).toBeNull();
    const shim = folderWith('manager', large);
    symlinkSync('manager', join(shim, 'shellcheck'));
    expect(identify({ PATH: shim })).toBeNull();
  });

  it.each([[''], ['/nowhere'], [undefined]])('is not known where there is none on %j', (PATH) => {
    expect(identify({ PATH })).toBeNull();
  });
});
