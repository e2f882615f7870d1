import { expect, it } from 'vitest';
import {
  isLicense,
  isLicenseExpression,
  isMailAddress,
  isSemanticVersion,
  isTime,
  isUrl,
} from '../../src/model/label-value.ts';

interface Examples {
  readonly isValid: (text: string) => boolean;
  readonly right: readonly string[];
  readonly wrong: readonly string[];
}

const examples: readonly Examples[] = [
  {
    isValid: isUrl,
    right: ['https://example.com/a?b#c', 'mailto:me@example.com', 'git+ssh://example.com/x'],
    wrong: ['', 'example.com', '//example.com', '/path', 'https://exa mple.com', 'https://'],
  },
  {
    isValid: isTime,
    right: [
      '2024-02-29T23:59:60Z',
      '2026-03-01t00:00:00.123456789z',
      '2026-12-31T12:00:00+05:30',
      '0001-01-01T00:00:00Z',
    ],
    wrong: [
      '',
      '2026-03-01',
      '2026-03-01T12:00:00',
      '2026-03-01 12:00:00Z',
      '2023-02-29T00:00:00Z',
      '2026-13-01T00:00:00Z',
      '2026-00-01T00:00:00Z',
      '2026-01-32T00:00:00Z',
      '2026-01-01T24:00:00Z',
      '2026-01-01T00:00:00+24:00',
    ],
  },
  {
    isValid: isLicenseExpression,
    right: [
      'MIT',
      'MIT OR Apache-2.0',
      '(MIT AND GPL-2.0+)',
      'GPL-3.0-only WITH GCC-exception-3.1',
      'LicenseRef-x',
    ],
    wrong: ['', 'Apache 2', 'mit', 'MIT OR', 'MIT, BSD-3-Clause'],
  },
  {
    isValid: isLicense,
    right: ['MIT', 'BSD-3-Clause', 'GPL-2.0'],
    wrong: ['', 'mit', '(MIT)', 'MIT OR Apache-2.0', 'GPL-2.0+', 'LicenseRef-x'],
  },
  {
    isValid: isSemanticVersion,
    right: [
      '0.0.0',
      '1.2.3',
      '1.2.3-rc.1',
      '1.0.0-0a.--',
      '1.0.0+20130313.sha-5114f85',
      '99999999999999.0.0-x+y',
    ],
    wrong: [
      '',
      '1',
      '1.2',
      'v1.2.3',
      '01.2.3',
      '1.2.3-01',
      '1.2.3-',
      '1.2.3+',
      '1.2.3-a..b',
      '1.2.3.4',
      ' 1.2.3',
    ],
  },
  {
    isValid: isMailAddress,
    right: ['me@example.com', 'a.b+c@localhost', '"a b"@example.com', "o'hara@[192.0.2.1]"],
    wrong: [
      '',
      'me',
      'me@',
      '@example.com',
      'a..b@example.com',
      'Me <me@example.com>',
      'me@-example.com',
      'a b@example.com',
    ],
  },
];

it.each(examples.map((each) => [each.isValid.name, each] as const))('%s', (_, { isValid, right, wrong }) => {
  expect(right.filter((text) => !isValid(text))).toEqual([]);
  expect(wrong.filter((text) => isValid(text))).toEqual([]);
});

it('takes no longer for a text than it is long, however deep it is', () => {
  for (const long of ['a-'.repeat(100_000), '('.repeat(100_000), '1.'.repeat(100_000)]) {
    for (const { isValid } of examples) expect(isValid(`${long}!`)).toBe(false);
  }
});
