import { expect, it } from 'vitest';
import { shownUrl } from '../../src/build/shown-url.ts';

it.each([
  ['https://ann:secret@h/x@y', 'https://…@h/x@y'],
  ['https://token@h', 'https://…@h'],
  ['https://ann:se@cret@h:1/x', 'https://…@h:1/x'],
  ['https://ann:se/cr?et@h/x', 'https://…@h/x'],
  ['git://ann:secret@h/x.git#ref', 'git://…@h/x.git#ref'],
  ['ssh://git@h:22/x', 'ssh://git@h:22/x'],
  ['ssh://ann:secret@h/x', 'ssh://ann:…@h/x'],
  ['git@h:x/y.git', 'git@h:x/y.git'],
  ['http://h:80/x@y', 'http://h:80/x@y'],
  ['http://[::1]:80/x@y', 'http://[::1]:80/x@y'],
  [
    "cannot access 'https://a:b@h/': refused; see http://h: a@b",
    "cannot access 'https://…@h/': refused; see http://h: a@b",
  ],
])('%s is shown as %s', (text, shown) => {
  expect(shownUrl(text)).toBe(shown);
});
