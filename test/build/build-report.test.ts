import { describe, expect, it } from 'vitest';
import { BuildError, type BuildEvent, type VertexWarning } from '../../src/build/index.ts';
import { BuildReport } from '../../src/cli/build/build-report.ts';
import { RecordingIo } from './recording-io.ts';

const DOCKERFILE = `FROM scratch
RUN make \\
  all
MAINTAINER me
RUN <<EOF
one
two
three
four
five
EOF
`;

const dockerfile = { path: 'ci/Dockerfile', content: Buffer.from(DOCKERFILE) };

const MAINTAINER: VertexWarning = {
  vertex: 'sha256:1',
  level: 1,
  short: 'MaintainerDeprecated: Maintainer instruction is deprecated (line 4)',
  detail: ['Use a label'],
  url: 'https://example.com/maintainer',
  source: { filename: 'Dockerfile', data: dockerfile.content, language: 'Dockerfile' },
  ranges: [range(4)],
};

/** BuildKit tells one for each line. */
function range(line: number): VertexWarning['ranges'][number] {
  return { start: { line, character: 0 }, end: { line, character: 0 } };
}

function progress(...warnings: readonly VertexWarning[]): BuildEvent {
  return { kind: 'Progress', status: { vertexes: [], statuses: [], logs: [], warnings } };
}

/** What is shown of these warnings. */
async function shown(
  warnings: readonly VertexWarning[],
  { showsWarnings = true, known = [] as readonly VertexWarning[] } = {},
): Promise<string> {
  const io = new RecordingIo('/');
  const report = new BuildReport(io, {
    quiet: false,
    showsWarnings,
    isKnown: (warning) => known.includes(warning),
  });
  for (const warning of warnings) report.add(progress(warning));
  await report.showWarnings();
  return io.err;
}

/** What is shown of a failure. */
async function failure(
  details: { readonly line?: number; readonly endLine?: number },
  { quiet = false, env = {} } = {},
): Promise<string> {
  const io = new RecordingIo('/', env);
  const report = new BuildReport(io, { quiet, showsWarnings: true, isKnown: () => false });
  await report.showFailure(new BuildError('BUILD_FAILED', 'it broke', { ...details, dockerfile }));
  return io.err;
}

describe('the end of a build that fails', () => {
  it('shows the instruction on one line', async () => {
    expect(await failure({ line: 4, endLine: 4 })).toBe(
      'dlint: it broke\n 4 │ MAINTAINER me\n   │ ^^^^^^^^^^^^^\n',
    );
  });

  it('shows all lines of a longer one', async () => {
    expect(await failure({ line: 2, endLine: 3 })).toBe(
      'dlint: it broke\n 2 │ ┌ RUN make \\\n 3 │ └   all\n',
    );
  });

  it('cuts a long here-document in the middle', async () => {
    expect(await failure({ line: 5, endLine: 11 })).toBe(
      [
        'dlint: it broke',
        '  5 │ ┌ RUN <<EOF',
        '  6 │ │ one',
        '  7 │ │ two',
        '  8 │ │ three',
        '  … │ │',
        ' 11 │ └ EOF',
        '',
      ].join('\n'),
    );
  });

  it('is coloured where colour is wanted', async () => {
    const text = await failure({ line: 4, endLine: 4 }, { env: { FORCE_COLOR: '1' } });
    expect(text).toContain('\u001B[1;31m^^^^^^^^^^^^^\u001B[22;39m');
  });

  it('is the message alone with --quiet, and where no line is known', async () => {
    expect(await failure({ line: 4, endLine: 4 }, { quiet: true })).toBe('dlint: it broke\n');
    expect(await failure({})).toBe('dlint: it broke\n');
  });

  it('has its place as seen from here', async () => {
    const message = async (path: string): Promise<string> => {
      const io = new RecordingIo('/srv/app');
      const report = new BuildReport(io, { quiet: true, showsWarnings: true, isKnown: () => false });
      const details = { line: 2, dockerfile: { ...dockerfile, path } };
      await report.showFailure(new BuildError('BUILD_FAILED', `${path}:2: it broke`, details));
      return io.err;
    };
    expect(await message('/srv/app/ci/Dockerfile')).toBe('dlint: ci/Dockerfile:2: it broke\n');
    expect(await message('/srv/Dockerfile')).toBe('dlint: /srv/Dockerfile:2: it broke\n');
    expect(await message('Dockerfile')).toBe('dlint: Dockerfile:2: it broke\n');
  });

  it('shows no line that the file does not have', async () => {
    expect(await failure({ line: 0, endLine: 0 })).toBe('dlint: it broke\n');
    expect(await failure({ line: 40, endLine: 41 })).toBe('dlint: it broke\n');
  });
});

describe('what BuildKit warned of', () => {
  it('is shown with its rule, its words, its place, the code and a page', async () => {
    expect(await shown([MAINTAINER])).toBe(
      [
        '',
        '1 warning from BuildKit:',
        '',
        'warning[MaintainerDeprecated]: Maintainer instruction is deprecated',
        '   ╭─ Dockerfile:4',
        ' 4 │ MAINTAINER me',
        '   │ ^^^^^^^^^^^^^',
        '   ╰─ https://example.com/maintainer',
        '',
        '',
      ].join('\n'),
    );
  });

  it('is shown with all lines, which BuildKit tells one by one', async () => {
    const text = await shown([{ ...MAINTAINER, ranges: [range(2), range(3)] }]);
    expect(text).toContain(' 2 │ ┌ RUN make \\\n 3 │ └   all\n');
  });

  it('is shown once, and counted so', async () => {
    const other = { ...MAINTAINER, short: 'something else', url: '', source: undefined, ranges: [] };
    const text = await shown([MAINTAINER, { ...MAINTAINER, vertex: 'sha256:2' }, other]);
    expect(text).toContain('2 warnings from BuildKit:\n');
    expect(text.split('MaintainerDeprecated')).toHaveLength(2);
    expect(text).toContain('\nwarning: something else\n');
  });

  it('is not shown again, and not where nobody reads along', async () => {
    expect(await shown([MAINTAINER], { known: [MAINTAINER] })).toBe('');
    expect(await shown([MAINTAINER], { showsWarnings: false })).toBe('');
    expect(await shown([])).toBe('');
  });

  it('cannot steer a terminal', async () => {
    const text = await shown([{ ...MAINTAINER, short: 'a\u001B[2Jb', url: 'https://x/\u001B]0;t\u0007' }]);
    expect(text).toContain('a␛[2Jb');
    expect(text).not.toContain('\u001B');
  });
});
