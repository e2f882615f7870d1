import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openContext } from '../../src/build/context/build-context.ts';
import { leftOut } from '../../src/build/context/left-out.ts';
import { Selection } from '../../src/build/context/selection.ts';
import { temporaryFolder } from '../temporary-folder.ts';

it('takes a directory for one though its name is not UTF-8', () => {
  const folder = temporaryFolder({ Dockerfile: '', '.dockerignore': '*' });
  const place = (path: string): Buffer => Buffer.from(`${folder}/${path}`, 'latin1');
  mkdirSync(place('d\xff'));
  writeFileSync(place('d\xff/a'), 'abc');
  writeFileSync(place('d\xff/b'), 'de');
  const context = openContext(folder, undefined);
  const found = leftOut(context, new Selection(context, 'buildkit'));
  expect(found).toMatchObject([{ path: 'd\ufffd/', files: 2, bytes: 5 }]);
});
