import { randomBytes } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { dlintBuild } from './dlint-build.ts';
import { onEngines } from './engines.ts';
import { RecordingIo } from './recording-io.ts';

vi.setConfig({ testTimeout: 120_000 });

/** Three problems: two that dlint reports, too, and one that a comment of dlint's hides from it, but not from BuildKit. */
function dockerfile(): string {
  return `FROM scratch AS base
LABEL run=${randomBytes(6).toString('hex')}
MAINTAINER me
# dlint ignore=relative-workdir,workdir-relative-path
WORKDIR here
ENTRYPOINT run \\
  all
`;
}

onEngines(['current', 'socket'], 'what BuildKit warns of', ({ host }) => {
  async function build(...options: readonly string[]): Promise<string> {
    const io = new RecordingIo(temporaryFolder({ Dockerfile: dockerfile() }));
    expect(await dlintBuild(io, '--builder', 'buildkit', '-H', host, ...options, '.')).toBe(0);
    return io.err;
  }

  it('is shown at the end, with the code', async () => {
    const shown = await build('--lint=off');
    const end = shown.slice(shown.indexOf('\n\n3 warnings from BuildKit:\n'));
    expect(end).toContain('warning[MaintainerDeprecated]: Maintainer instruction is deprecated');
    expect(end).toContain(
      '   ╭─ Dockerfile:3\n 3 │ MAINTAINER me\n   │ ^^^^^^^^^^^^^\n   ╰─ https://docs.docker.com/',
    );
    expect(end).toMatch(/warning\[WorkdirRelativePath\]: .*\n.*Dockerfile:5\n 5 │ WORKDIR here\n/);
    expect(end).toMatch(/warning\[JSONArgsRecommended\]: .*\n.*\n 6 │ ┌ ENTRYPOINT run \\\n 7 │ └ {3}all\n/);
  });

  it('is not shown where the lint gate did', async () => {
    const shown = await build();
    const end = shown.slice(shown.indexOf('1 warning from BuildKit:\n'));
    expect(end).toContain('warning[WorkdirRelativePath]');
    expect(end).not.toMatch(/\[(?:MaintainerDeprecated|JSONArgsRecommended)]/);
  });

  it('is not shown with --quiet', async () => {
    expect(await build('-q')).toBe('');
  });
});
