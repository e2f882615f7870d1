import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Format, formats } from '../../../src/cli/reporters/reporters.ts';
import { ruleUrl } from '../../../src/lint/rule-url.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { run } from '../run.ts';
import { report } from './fixtures.ts';
import { fileReport, show } from './show.ts';

it('has a section in docs/formats.md for each format, and no other', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/formats.md'), 'utf8');
  const sections = [...page.matchAll(/^## `(?<format>.*)`$/gm)].map(({ groups }) => groups?.format);
  expect(sections.toSorted()).toEqual(formats.toSorted());
});

/** Where a part of a text is. */
function at(text: string, part: string) {
  const start = text.indexOf(part);
  return { span: { start, end: start + part.length } };
}

const text = 'FROM debian\nRUN "é😀" \\\n  b\n\nCMD a\n';
const overLines = at(text, '"é😀" \\\n  b');
const withBreak = at(text, 'CMD a\n');
const nothing = { span: { start: 5, end: 5 } };
const behindAstral = at(text, ' \\');

describe('places', () => {
  it('of github have columns on one line only, and lines that the finding is on', async () => {
    const lines = await show('github', fileReport(text, [overLines, withBreak, nothing]));
    expect(lines.match(/line=.*,title/g)).toEqual([
      'line=2,endLine=3,title',
      'line=5,endLine=5,col=1,endColumn=6,title',
      'line=1,endLine=1,col=6,endColumn=6,title',
    ]);
  });

  it('of sonarqube count columns from 0, and a range of nothing is a line', async () => {
    const { issues } = JSON.parse(await show('sonarqube', fileReport(text, [behindAstral, nothing])));
    expect(issues.map((issue: { primaryLocation: object }) => issue.primaryLocation)).toMatchObject([
      { textRange: { startLine: 2, endLine: 2, startColumn: 9, endColumn: 11 } },
      { textRange: { startLine: 1 } },
    ]);
  });

  it('of rdjson count bytes', async () => {
    const { diagnostics } = JSON.parse(await show('rdjson', fileReport(text, [behindAstral, overLines])));
    const ranges = diagnostics.map((finding: { location: { range: object } }) => finding.location.range);
    expect(ranges).toEqual([
      { start: { line: 2, column: 13 }, end: { line: 2, column: 15 } },
      { start: { line: 2, column: 5 }, end: { line: 3, column: 4 } },
    ]);
  });

  it('of rdjson count a byte that is no character as one', async () => {
    const bytes = Buffer.concat([Buffer.from('RUN '), Buffer.from([0xff, 0xfe]), Buffer.from('x')]);
    const { diagnostics } = JSON.parse(
      await show('rdjson', fileReport(bytes, [{ span: { start: 6, end: 7 } }])),
    );
    expect(diagnostics[0].location.range.start).toEqual({ line: 1, column: 7 });
  });

  it('of sarif count UTF-16 units, the end behind the last one', async () => {
    const [run] = JSON.parse(await show('sarif', fileReport(text, [behindAstral]))).runs;
    expect(run.columnKind).toBe('utf16CodeUnits');
    expect(run.results[0].locations[0].physicalLocation.region).toEqual({
      startLine: 2,
      startColumn: 10,
      endLine: 2,
      endColumn: 12,
    });
  });
});

describe('sarif', () => {
  it.each([
    ['a/b c.Dockerfile', 'a/b%20c.Dockerfile'],
    ['../<é>:%#?', '../%3C%C3%A9%3E%3A%25%23%3F'],
    ['half \uD83D', 'half%20%EF%BF%BD'],
    ['/srv/a b', 'file:///srv/a%20b'],
  ])('writes the path %j as a URI', async (path, uri) => {
    const [run] = JSON.parse(await show('sarif', fileReport(text, [nothing], path))).runs;
    expect(run.artifacts[0].location.uri).toBe(uri);
    expect(run.results[0].locations[0].physicalLocation.artifactLocation).toEqual({ uri, index: 0 });
  });

  it('describes each rule once, and each finding points at its own', async () => {
    const found = [{ code: 'DL3007' }, { code: 'SC2086', rule: 'shellcheck' }, { code: 'DL3007' }];
    const [run] = JSON.parse(await show('sarif', fileReport(text, found))).runs;
    expect(run.results.map((result: { ruleIndex: number }) => result.ruleIndex)).toEqual([0, 1, 0]);
    expect(run.tool.driver.rules).toMatchObject([
      { id: 'DL3007', name: 'latest-tag', helpUri: 'https://github.com/hadolint/hadolint/wiki/DL3007' },
      { id: 'SC2086', helpUri: 'https://www.shellcheck.net/wiki/SC2086' },
    ]);
    expect(run.tool.driver.rules[0].help.markdown).toMatch(/^# latest-tag\n/);
  });

  it('makes no link of what looks like one', async () => {
    const found = { message: 'unknown [a] [link](javascript:x)' };
    const [run] = JSON.parse(await show('sarif', fileReport(text, [found]))).runs;
    expect(run.results[0].message.text).toBe('unknown [a] \\[link](javascript:x)');
  });

  it('says when not everything was linted', async () => {
    const cwd = temporaryFolder({ Dockerfile: 'FROM scratch\n' });
    const successful = async (...names: readonly string[]) =>
      JSON.parse((await run(['-f', 'sarif', ...names], { cwd })).stdout).runs[0].invocations[0]
        .executionSuccessful;
    expect(await successful('Dockerfile')).toBe(true);
    expect(await successful('Dockerfile', 'missing')).toBe(false);
  });
});

describe('fingerprints', () => {
  const prints = async (format: 'gitlab' | 'sarif', dockerfile: string, name = 'Dockerfile') => {
    const cwd = temporaryFolder({ [name]: dockerfile });
    const { stdout } = await run(['-f', format, name], { cwd });
    const found = stdout.matchAll(/"(?:fingerprint|dlint\/v1)":"(?<print>\w+)"/g);
    return [...found].map(({ groups }) => groups?.print);
  };
  const dockerfile = 'FROM debian:latest\nCMD ["a"]\nCMD ["b"]\n';

  it.each(['gitlab', 'sarif'] as const)(
    'of %s stay when lines move, and differ from each other',
    async (format) => {
      const before = await prints(format, dockerfile);
      expect(before).toHaveLength(2);
      expect(new Set(before).size).toBe(2);
      expect(await prints(format, `# moved\n\n${dockerfile}`)).toEqual(before);
    },
  );

  it('of gitlab differ from file to file', async () => {
    const [one, other] = [await prints('gitlab', dockerfile), await prints('gitlab', dockerfile, 'other')];
    expect(new Set([...one, ...other]).size).toBe(4);
  });
});

describe('a path that begins with ./', () => {
  const shown = (format: Format, name: string) =>
    show(format, fileReport('FROM debian:latest\n', [{}], name));

  it.each<Format>([
    'sarif',
    'github',
    'gitlab',
    'codeclimate',
    'codacy',
    'sonarqube',
    'rdjson',
    'checkstyle',
    'junit',
  ])('is that of the repository in %s', async (format) => {
    const plain = await shown(format, 'web/Dockerfile');
    expect(plain).toContain('web/Dockerfile');
    expect(await shown(format, './web/Dockerfile')).toBe(plain);
    expect(await shown(format, './/./web/Dockerfile')).toBe(plain);
    expect(await shown(format, '../web/Dockerfile')).toContain('../web/Dockerfile');
  });

  it.each<Format>(['pretty', 'compact', 'tty', 'gnu', 'json', 'jsonl', 'html', 'buildkit-check'])(
    'is as it was given in %s',
    async (format) => {
      expect(await shown(format, './web/Dockerfile')).toContain('./web/Dockerfile');
    },
  );
});

describe('hadolint', () => {
  it.each(['checkstyle', 'codeclimate', 'gitlab', 'sonarqube', 'junit'])(
    'and %s call files what --file-path-in-report says',
    async (format) => {
      const shown = await report(format, ['--file-path-in-report', 'shown/here'], ['several.Dockerfile']);
      expect(shown).toContain('"shown/here"');
      expect(shown).not.toContain('several.Dockerfile');
    },
  );

  it.each(['json', 'sarif', 'codacy', 'tty', 'gnu', 'compact', 'github'])(
    'and %s keep the path whatever it says',
    async (format) => {
      const shown = await report(format, ['--file-path-in-report', 'shown/here'], ['several.Dockerfile']);
      expect(shown).not.toContain('shown/here');
    },
  );

  it.each([
    ['gnu', 'hadolint:several.Dockerfile:8: DL3011 error: '],
    ['gnu', 'hadolint:<b>&amp; "é" \'x\', %0A:😀<U+202E>␛[31m␊]]>.Dockerfile:7:1: unknown instruction: '],
    ['tty', 'several.Dockerfile:8 DL3011 error: '],
    ['tty', ']]>.Dockerfile:7:1 unknown instruction: '],
    ['sonarqube', '{"engineId":"Hadolint","ruleId":"DL3011","severity":"CRITICAL","type":"BUG",'],
    [
      'codeclimate',
      '"categories":["Bug Risk"],"location":{"path":"several.Dockerfile","lines":{"begin":8,"end":8}},',
    ],
  ])('is followed by %s under its preset', async (format, line) => {
    expect(await report(format, ['--preset', 'hadolint'])).toContain(line);
  });
});

describe('the page of a code', () => {
  it.each([
    ['DL3007', 'https://github.com/hadolint/hadolint/wiki/DL3007'],
    ['SC2086', 'https://www.shellcheck.net/wiki/SC2086'],
    ['StageNameCasing', 'https://docs.docker.com/go/dockerfile/rule/stage-name-casing/'],
    ['DL1000', undefined],
    ['secret-in-variable', undefined],
    ['acme/no-curl', undefined],
    ['constructor', undefined],
  ])('%s', (code, url) => expect(ruleUrl(code)).toBe(url));
});
