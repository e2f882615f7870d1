import fc from 'fast-check';
import { expect, it } from 'vitest';
import { walkTree } from '../../../src/build/context/walk.ts';
import { syncFilter } from '../../../src/build/file-sync/sync-filter.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

it('finds the same whether it searches everything or only where something may match', () => {
  const names = ['a', 'b', 'a|b', 'ab'];
  const paths = names.flatMap((one) =>
    names.flatMap((two) => names.map((three) => `${one}/${two}/${three}`)),
  );
  const folder = temporaryFolder(Object.fromEntries(paths.map((path) => [path, ''])));
  const part = fc.constantFrom(
    'a',
    'b',
    'ab',
    '*',
    '**',
    '?',
    'a*',
    '*b',
    '[ab]',
    '\\a',
    'a|b',
    'a|b*',
    'a{1}*',
    '^a*',
  );
  const pattern = fc
    .tuple(fc.constantFrom('', '', '!'), fc.array(part, { minLength: 1, maxLength: 4 }))
    .map(([sign, parts]) => sign + parts.join('/'));
  const patterns = fc.array(pattern, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.option(patterns, { nil: undefined }), patterns, (include, exclude) => {
      const filter = syncFilter(include, exclude, 'context');
      const everywhere: typeof filter = {
        ...filter,
        decide: (path, above) => ({ ...filter.decide(path, above), mayTakeBelow: () => true }),
      };
      const found = [...walkTree(folder, filter, () => {})];
      expect(found).toEqual([...walkTree(folder, everywhere, () => {})]);
    }),
    { numRuns: 300 },
  );
});
