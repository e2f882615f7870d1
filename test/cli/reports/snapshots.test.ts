import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Format, formats } from '../../../src/cli/reporters/reporters.ts';
import { folder, report, withoutVersion } from './fixtures.ts';

/** How a report is to be looked at. */
const extensions: Readonly<Partial<Record<Format, string>>> = {
  json: 'json',
  sarif: 'json',
  gitlab: 'json',
  rdjson: 'json',
  sonarqube: 'json',
  checkstyle: 'xml',
  junit: 'xml',
  html: 'html',
};

describe.each(formats)('%s', (format) => {
  it('is what it was', async () => {
    const extension = extensions[format] ?? 'txt';
    await expect(readable(await report(format))).toMatchFileSnapshot(
      join(folder, 'expected', `${format}.${extension}`),
    );
  });

  it('is complete where nothing is found', async () => {
    const text = readable(await report(format, [], ['clean/Dockerfile']));
    expect(text).toMatchSnapshot();
  });
});

/** Without what has tests of its own, and with the NULs visible that git would take for a binary file. */
function readable(text: string): string {
  return withoutVersion(text)
    .replace(/<style>.*<\/style>/s, '<style>…</style>')
    .replace(/<script>\/\/.*<\/script>/s, '<script>…</script>')
    .replace(/sha256-[\w+/=]+/g, 'sha256-…')
    .replace(/"markdown":"(# [\w-]+)(?:[^"\\]|\\.)*"/g, '"markdown":"$1…"')
    .replaceAll('\0', '␀\n');
}
