import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IdleDaemon } from './idle-daemon.js';

/**
 * Builds an image for nothing, so that what this takes is compiled. Gives the exit code.
 * @param {typeof import('../src/cli/main.ts').main} main
 */
export async function practiseBuild(main) {
  const cwd = mkdtempSync(join(tmpdir(), 'dlint-practise-'));
  const daemon = new IdleDaemon();
  try {
    writeFileSync(join(cwd, 'Dockerfile'), 'FROM scratch\nCOPY . /\n');
    writeFileSync(join(cwd, '.dockerignore'), '*.log\n!kept.log\n');
    const host = await daemon.listen();
    const sink = { write: () => true, isTerminal: false };
    const { signal } = new AbortController();
    const io = { stdin: nothing(), stdout: sink, stderr: sink, env: {}, cwd, signal };
    return await main(['build', '-q', '--builder', 'classic', '-H', host, '.'], io);
  } finally {
    daemon.close();
    rmSync(cwd, { recursive: true });
  }
}

async function* nothing() {}
