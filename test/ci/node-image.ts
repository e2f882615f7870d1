import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { copyLibraries, copyProgram } from '../build/copy-program.ts';
import { dlintBuild } from '../build/dlint-build.ts';
import { askDaemon } from '../build/real-daemon.ts';
import { RecordingIo } from '../build/recording-io.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const modules = join(import.meta.dirname, '../../node_modules');

/** Where npm fetches from, and how it gets there; none of these is a secret. */
const NPM_SETTINGS = ['registry', 'cafile', 'proxy', 'https-proxy'];

/**
 * Gives the daemon an image under the name of one of Node's, until the test is over, so that what is `FROM` it can be built without its
 * registry. It has what Node's has for us: Node and npm (this machine's), a shell, and the user `node`.
 */
export async function standInForNode(name: string, daemon: { host: string; busybox: string }): Promise<void> {
  const { host, busybox } = daemon;
  const io = new RecordingIo(temporaryFolder({ Dockerfile: dockerfile() }));
  fillRoot(join(io.cwd, 'root'), busybox);
  mkdirSync(join(io.cwd, 'home'));
  onTestFinished(async () => {
    await askDaemon(host, 'DELETE', `/v1.40/images/${name}?force=1`);
  });
  if ((await dlintBuild(io, '-H', host, '-t', name, '--lint', 'off', '.')) !== 0) throw new Error(io.err);
}

function dockerfile(): string {
  return [
    'FROM scratch',
    'COPY root /',
    'COPY --chown=1000:1000 home /home/node',
    `ENV PATH=/usr/local/bin:${dirname(process.execPath)}:/usr/bin:/bin`,
    '',
  ].join('\n');
}

function fillRoot(root: string, busybox: string): void {
  for (const folder of ['bin', 'etc', 'root', 'tmp', 'usr/bin', 'usr/local/bin'])
    mkdirSync(join(root, folder), { recursive: true });
  chmodSync(join(root, 'tmp'), 0o1777);
  copyProgram('node', root);
  for (const file of nativeModules()) copyLibraries(file, root);
  copyFileSync(busybox, join(root, 'bin/busybox'));
  symlinkSync('busybox', join(root, 'bin/sh'));
  symlinkSync('/bin/busybox', join(root, 'usr/bin/env'));
  writeFileSync(
    join(root, 'etc/passwd'),
    'root:x:0:0::/root:/bin/sh\nnode:x:1000:1000::/home/node:/bin/sh\n',
  );
  copyNpm(root);
}

/** What the build loads into Node, which needs libraries that Node does not. */
function nativeModules(): readonly string[] {
  const folder = join(modules, '@rolldown');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.node')).map((file) => join(folder, file));
}

/** npm with the settings that this machine needs for its registry. */
function copyNpm(root: string): void {
  const program = realpathSync(execFileSync('sh', ['-c', 'command -v npm'], { encoding: 'utf8' }).trim());
  const folder = join(dirname(program), '..');
  cpSync(folder, join(root, folder), { recursive: true });
  symlinkSync(program, join(root, 'usr/local/bin/npm'));
  const settings: Record<string, string | null> = JSON.parse(
    execFileSync('npm', ['config', 'list', '--json', '--long'], { encoding: 'utf8' }),
  );
  const lines = NPM_SETTINGS.filter((key) => settings[key]).map((key) => `${key}=${settings[key]}\n`);
  writeFileSync(join(root, 'root/.npmrc'), lines.join(''));
  const { cafile } = settings;
  if (cafile) cpSync(cafile, join(root, cafile), { dereference: true });
}
