import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { planOutput } from '../../src/build/buildkit/plan-output.ts';

describe('what becomes of a result', () => {
  it('is an image in the daemon if nothing is said', () => {
    const plan = { exporter: undefined, received: undefined, names: [], isPushed: false, makesImage: true };
    expect(planOutput([], false, 'graphdriver')).toMatchObject(plan);
    expect(planOutput([{ type: 'docker' }], false, 'containerd')).toMatchObject(plan);
    expect(planOutput([], true, 'graphdriver')).toMatchObject({ ...plan, isPushed: true });
  });

  it('is received and written here', () => {
    const stream = new PassThrough();
    expect(planOutput([{ type: 'local', destination: '/out' }], false, 'graphdriver')).toMatchObject({
      exporter: { Type: 'local', Attrs: {} },
      received: { kind: 'directory', destination: '/out' },
      makesImage: false,
    });
    expect(planOutput([{ type: 'tar', destination: stream }], false, 'graphdriver')).toMatchObject({
      exporter: { Type: 'tar', Attrs: {} },
      received: { kind: 'archive', destination: stream },
      makesImage: false,
    });
    const oci = { type: 'oci', destination: '/a.tar', attributes: { compression: 'zstd' } } as const;
    expect(planOutput([oci], false, 'containerd')).toMatchObject({
      exporter: { Type: 'oci', Attrs: { compression: 'zstd' } },
    });
  });

  it('is copied from the daemon where it cannot be received', () => {
    const output = { type: 'docker', destination: '/a.tar' } as const;
    expect(planOutput([output], false, 'graphdriver')).toMatchObject({
      savedTo: '/a.tar',
      exporter: undefined,
    });
    expect(planOutput([output], false, 'containerd')).toMatchObject({
      savedTo: undefined,
      exporter: { Type: 'docker' },
    });
  });

  it('is pushed under the names of the output, by a request of its own', () => {
    const attributes = { name: 'a:1,b', push: 'true' };
    for (const store of ['graphdriver', 'containerd'] as const) {
      expect(planOutput([{ type: 'image', attributes }], false, store)).toMatchObject({
        names: ['a:1', 'b'],
        isPushed: true,
        exporter: undefined,
      });
      expect(planOutput([{ type: 'registry', attributes: { name: 'a' } }], false, store)).toMatchObject({
        names: ['a'],
        isPushed: true,
      });
    }
  });

  it.each([
    ['1', true],
    ['T', true],
    ['', true],
    ['0', false],
    ['False', false],
  ])('is pushed for push=%s: %s', (push, isPushed) => {
    const output = { type: 'image', attributes: { name: 'a', push } } as const;
    expect(planOutput([output], false, 'graphdriver').isPushed).toBe(isPushed);
  });

  it.each([
    ['a push that may be', [{ type: 'image', attributes: { push: 'maybe' } }], false, 'it is true or false'],
    ['two outputs', [{ type: 'docker' }, { type: 'tar' }], false, 'takes one'],
    ['a directory that is not named', [{ type: 'local' }], false, 'give a directory'],
    ['an archive that goes nowhere', [{ type: 'tar' }], false, 'give a file'],
    ['files to be pushed', [{ type: 'local', destination: '/o' }], true, 'only an image can be pushed'],
    ['OCI without containerd', [{ type: 'oci', destination: '/o' }], false, 'use type=docker'],
    [
      'compression without containerd',
      [{ type: 'image', attributes: { compression: 'zstd' } }],
      false,
      'compression of --output type=image',
    ],
  ] as const)('refuses %s', (_, outputs, isPushed, words) => {
    expect(() => planOutput(outputs, isPushed, 'graphdriver')).toThrow(words);
  });
});
