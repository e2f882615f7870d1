import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { exampleRows, examplesOf, runExample } from '../examples.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { onEngines } from './engines.ts';
import { askDaemon } from './real-daemon.ts';

vi.setConfig({ testTimeout: 120_000 });

const PAGE = 'docs/library-build.md';
const page = readFileSync(join(import.meta.dirname, '../..', PAGE), 'utf8');
const [, dockerfile = ''] = /```dockerfile\n(.*?)```/s.exec(page) ?? [];

/** The directory that the page describes. */
function exampleFolder(busybox: string): string {
  const folder = temporaryFolder({
    'app/Dockerfile': dockerfile,
    'app/hello.txt': 'hello',
    'app/debug.log': 'log',
    'app/.dockerignore': '*.log\n',
    'app/busybox': readFileSync(busybox),
  });
  chmodSync(join(folder, 'app/busybox'), 0o755);
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, 'deploy_key')]);
  return folder;
}

onEngines(['buildkit', 'socket'], `${PAGE}, its examples`, ({ host, busybox }) => {
  it.each(exampleRows(examplesOf(PAGE)))('%s', (code, output) => {
    const cwd = exampleFolder(busybox);
    onTestFinished(async () => void (await askDaemon(host, 'DELETE', '/v1.40/images/app:1?force=1')));
    const printed = runExample(code, cwd, { DOCKER_HOST: host, HOME: cwd });
    if (output === undefined) expect(printed).not.toBe('');
    else expect(printed).toBe(output);
  });
});

describe(PAGE, () => {
  it('tells each code of an error in the words of the type, and no other', () => {
    const source = readFileSync(join(import.meta.dirname, '../../src/build/build-error.ts'), 'utf8');
    const declared = [...source.matchAll(/^ {2}\/\*\* ([A-Z])(.*)\. \*\/\n {2}\| '([A-Z_]+)'/gm)];
    const codes = declared.map(([, first = '', rest, code]) => `${code}: ${first.toLowerCase()}${rest}`);
    expect(codes).toHaveLength([...source.matchAll(/^ {2}\| '/gm)].length);
    const told = [...page.matchAll(/^\| `([A-Z_]+)` \| (.*) \|$/gm)].map(
      ([, code, words]) => `${code}: ${words}`,
    );
    expect(told.sort()).toEqual(codes.sort());
  });

  it('shows each kind of event', () => {
    const source = readFileSync(join(import.meta.dirname, '../../src/build/build-event.ts'), 'utf8');
    const kinds = [...source.matchAll(/readonly kind: '(\w+)'/g)].map(([, kind]) => kind);
    const shown = [...page.matchAll(/^ {4}case '([A-Z][a-z]\w+)':/gm)].map(([, kind]) => kind);
    expect(shown.sort()).toEqual(kinds.sort());
  });
});
