import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { type BuildEvent, type BuildOptions, build } from '../../../src/build/index.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { onEngines } from '../engines.ts';
import { describeTree, link, writeTree } from './tree.ts';

vi.setConfig({ testTimeout: 120_000 });

onEngines(['buildkit', 'socket'], 'A tree through BuildKit and back', ({ host, traits }) => {
  async function run(options: BuildOptions): Promise<readonly BuildEvent[]> {
    const events: BuildEvent[] = [];
    for await (const event of build({ host, builder: 'buildkit', environment: {}, ...options })) {
      events.push(event);
    }
    return events;
  }

  async function exported(context: string): Promise<string> {
    const destination = temporaryFolder();
    await run({ context, outputs: [{ type: 'local', destination }] });
    return destination;
  }

  it('is the same, to the microsecond', async () => {
    const context = temporaryFolder({ Dockerfile: 'FROM scratch\nCOPY tree /\n' });
    mkdirSync(join(context, 'tree'));
    const tree = join(context, 'tree');
    // What the daemon has in its cache has the times of an earlier build.
    writeTree(tree, {
      'a b': { kind: 'file', text: 'one', mode: 0o4751, time: 1_600_000_000.123456 },
      d: {
        kind: 'directory',
        mode: 0o1777,
        time: 1_500_000_000,
        nodes: { 'ü%': { kind: 'file', text: '' }, link: { kind: 'link', target: '../nowhere' } },
      },
      empty: { kind: 'directory', nodes: {}, mode: 0o500, time: 5 },
      large: { kind: 'file', text: 'x'.repeat(1_000_000) + randomBytes(8).toString('hex'), mode: 0o600 },
    });
    link(tree, 'a b', 'second');
    const found = describeTree(await exported(context));
    // BuildKit 0.8 does not keep the times of directories.
    const shown = (line: string): string =>
      traits.has('current') ? line : line.replace(/(\| 4\d+ \|) \d+/, '$1');
    expect(found.map(shown)).toEqual(describeTree(tree).map(shown));
  });

  it('keeps names that are not UTF-8, or says that BuildKit refuses them', async () => {
    const context = temporaryFolder({ Dockerfile: 'FROM scratch\nCOPY tree /\n', 'tree/x': '' });
    writeFileSync(Buffer.from(`${context}/tree/\xff\xfe`, 'latin1'), randomBytes(8).toString('hex'));
    const result = exported(context).then(describeTree);
    if (!traits.has('current')) {
      expect(await result).toEqual(describeTree(join(context, 'tree')));
      return;
    }
    await expect(result).rejects.toMatchObject({
      code: 'CONTEXT_FILE_UNREADABLE',
      message:
        'tree/\ufffd\ufffd: its name, or where it links to, is not UTF-8, which BuildKit refuses; rename it, or ignore it in .dockerignore',
    });
  });

  it('has what links in the sources of COPY lead to', async () => {
    const Dockerfile = 'FROM scratch\nCOPY first/x second/y w*/f /\n';
    const context = temporaryFolder({ Dockerfile, 'real/x': '', 'real/y': '', 'real/f': '', 'w1/f': '' });
    for (const name of ['first', 'second', 'w2']) symlinkSync('real', join(context, name));
    expect(readdirSync(await exported(context))).toEqual(['f', 'x', 'y']);
  });

  it('is not taken from a file that changes meanwhile', async () => {
    const context = temporaryFolder({ Dockerfile: 'FROM scratch\nCOPY a z /\n', z: 'x' });
    writeFileSync(join(context, 'a'), Buffer.alloc(100_000_000));
    const grows = setInterval(() => appendFileSync(join(context, 'z'), 'more'), 1);
    const built = run({ context });
    await expect(built.finally(() => clearInterval(grows))).rejects.toMatchObject({
      code: 'CONTEXT_FILE_CHANGED',
      message: `${context}/z grew while it was sent; build again when nothing writes to it`,
    });
  });

  it('does not end up where nothing may be written', async () => {
    const context = temporaryFolder({ Dockerfile: 'FROM scratch\nCOPY f /\n', f: '' });
    const destination = join(context, 'f/out');
    await expect(run({ context, outputs: [{ type: 'local', destination }] })).rejects.toMatchObject({
      code: 'OUTPUT_UNWRITABLE',
      message: expect.stringContaining(`cannot write ${destination}: not a directory`),
    });
    expect(existsSync(destination)).toBe(false);
  });
});
