import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { planOutput } from '../../src/build/buildkit/plan-output.ts';

describe('what becomes of a result', () => {
  it('is an image in the daemon if nothing is said', () => {
    const plan = { exporter: undefined, received: undefined, names: [], isPushed: false, makesImage: true };
    expect(planOutput({}, 'graphdriver')).toMatchObject(plan);
    expect(planOutput({ outputs: [{ type: 'docker' }] }, 'containerd')).toMatchObject(plan);
    expect(planOutput({ push: true }, 'graphdriver')).toMatchObject({ ...plan, isPushed: true });
  });

  it('is received and written here', () => {
    const stream = new PassThrough();
    expect(planOutput({ outputs: [{ type: 'local', destination: '/out' }] }, 'graphdriver')).toMatchObject({
      exporter: { Type: 'local', Attrs: {} },
      received: { kind: 'directory', destination: '/out' },
      makesImage: false,
    });
    expect(planOutput({ outputs: [{ type: 'tar', destination: stream }] }, 'graphdriver')).toMatchObject({
      exporter: { Type: 'tar', Attrs: {} },
      received: { kind: 'archive', destination: stream },
      makesImage: false,
    });
    const oci = { type: 'oci', destination: '/a.tar', attributes: { compression: 'zstd' } } as const;
    expect(planOutput({ outputs: [oci] }, 'containerd')).toMatchObject({
      exporter: { Type: 'oci', Attrs: { compression: 'zstd' } },
    });
  });

  it('is copied from the daemon where it cannot be received', () => {
    const output = { type: 'docker', destination: '/a.tar' } as const;
    expect(planOutput({ outputs: [output] }, 'graphdriver')).toMatchObject({
      savedTo: '/a.tar',
      exporter: undefined,
    });
    expect(planOutput({ outputs: [output] }, 'containerd')).toMatchObject({
      savedTo: undefined,
      exporter: { Type: 'docker' },
    });
  });

  it('is pushed under the names of the output, by a request of its own', () => {
    const attributes = { name: 'a:1,b', push: 'true' };
    for (const store of ['graphdriver', 'containerd'] as const) {
      expect(planOutput({ outputs: [{ type: 'image', attributes }] }, store)).toMatchObject({
        names: ['a:1', 'b'],
        isPushed: true,
        exporter: undefined,
      });
      expect(planOutput({ outputs: [{ type: 'registry', attributes: { name: 'a' } }] }, store)).toMatchObject(
        {
          names: ['a'],
          isPushed: true,
        },
      );
    }
  });

  it('has each name once, however it is written', () => {
    const outputs = [{ type: 'image', attributes: { name: 'app:latest,b,docker.io/library/app' } }] as const;
    expect(planOutput({ tags: ['b:1', 'app', 'b:1'], outputs }, 'graphdriver').names).toEqual([
      'b:1',
      'app',
      'b',
    ]);
    expect(() => planOutput({ tags: ['A'] }, 'graphdriver')).toThrow('"A" cannot name an image');
  });

  it.each([
    ['1', true],
    ['T', true],
    ['', true],
    ['0', false],
    ['False', false],
  ])('is pushed for push=%s: %s', (push, isPushed) => {
    const output = { type: 'image', attributes: { name: 'a', push } } as const;
    expect(planOutput({ outputs: [output] }, 'graphdriver').isPushed).toBe(isPushed);
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
    expect(() => planOutput({ outputs, push: isPushed }, 'graphdriver')).toThrow(words);
  });
});
