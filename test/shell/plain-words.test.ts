import { describe, expect, it } from 'vitest';
import { plainWords } from '../../src/shell/plain-words.ts';

describe('plainWords', () => {
  it.each([
    ['nginx', ['nginx']],
    ['  nginx\t-g "daemon off;" ', ['nginx', '-g', 'daemon off;']],
    [`say 'it is "so"' "it's"' so'`, ['say', 'it is "so"', "it's so"]],
    ["run --name='my app' ''", ['run', '--name=my app', '']],
  ])('reads %j', (script, words) => {
    expect(plainWords(script)).toEqual(words);
  });

  it.each([
    'java $OPTIONS',
    'cat "$FILE"',
    'a && b',
    'a > b',
    'ls *.txt',
    'ls ~',
    'A=b c',
    'cd /app',
    'exec nginx',
    'a\nb',
    "it's",
    '',
    `a ${'b'.repeat(1000)}`,
  ])('needs a shell for %j, or is no command', (script) => {
    expect(plainWords(script)).toBeNull();
  });
});
