import { expect, it } from 'vitest';
import { sharedKeyOf } from '../../src/build/buildkit/solve-input.ts';
import { openContext } from '../../src/build/context/build-context.ts';
import { temporaryFolder } from '../temporary-folder.ts';

it('names a directory to BuildKit by its path and its machine', () => {
  const open = () => openContext(temporaryFolder({ Dockerfile: 'FROM scratch\n' }), undefined);
  const [one, other] = [open(), open()];
  const keys = [sharedKeyOf(one, 'a'), sharedKeyOf(one, 'a'), sharedKeyOf(one, 'b'), sharedKeyOf(other, 'a')];
  expect(keys[1]).toBe(keys[0]);
  expect(new Set(keys).size).toBe(3);
  expect(sharedKeyOf(one)).toBe(sharedKeyOf(one));
});
