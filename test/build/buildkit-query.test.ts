import { describe, expect, it } from 'vitest';
import type { BuildOptions } from '../../src/build/build-options.ts';
import { buildkitQuery, ignoredOptions } from '../../src/build/buildkit/buildkit-query.ts';
import { planOutput } from '../../src/build/buildkit/plan-output.ts';

const engine = {
  name: 'docker',
  podmanVersion: undefined,
  apiVersion: '1.41',
  isExperimental: false,
} as const;

function query(
  options: Omit<BuildOptions, 'context'>,
  remote?: string,
  store: 'graphdriver' | 'containerd' = 'graphdriver',
): Record<string, string | readonly string[]> {
  const plan = planOutput(options, store);
  const request = { dockerfile: 'Dockerfile', sessionId: 'id', remote, plan };
  const parameters = buildkitQuery(options, request, engine);
  return Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => {
      const values = parameters.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}

const PLAIN = { dockerfile: 'Dockerfile', session: 'id', version: '2' };

describe('the request for BuildKit', () => {
  it('holds only what differs from the default', () => {
    expect(query({})).toEqual(PLAIN);
    expect(query({ quiet: true, network: 'default' })).toEqual(PLAIN);
  });

  it('says what both builders understand in the same words', () => {
    const options = {
      tags: ['a', 'b:1'],
      buildArguments: { X: '1', Y: null },
      labels: { l: 'v' },
      extraHosts: ['h:1.2.3.4', 'i:host-gateway'],
      network: 'host',
      platform: 'linux/arm64',
      cacheFrom: ['c'],
    };
    expect(query(options, 'client-session')).toEqual({
      ...PLAIN,
      t: ['a', 'b:1'],
      buildargs: '{"X":"1","Y":null}',
      labels: '{"l":"v"}',
      extrahosts: ['h:1.2.3.4', 'i:host-gateway'],
      networkmode: 'host',
      platform: 'linux/arm64',
      cachefrom: '["c"]',
      remote: 'client-session',
    });
  });

  it('asks for an output, and for the names it gives', () => {
    expect(query({ outputs: [{ type: 'local', destination: '/o' }] })).toEqual({
      ...PLAIN,
      outputs: '[{"Type":"local","Attrs":{}}]',
    });
    expect(query({ tags: ['a'], outputs: [{ type: 'registry', attributes: { name: 'b' } }] })).toEqual({
      ...PLAIN,
      t: ['a', 'b'],
    });
  });

  it('gives its names to an image in an archive', () => {
    const outputs = [{ type: 'docker', destination: '/o' }] as const;
    expect(query({ tags: ['a', 'b'], outputs }, undefined, 'containerd')).toMatchObject({
      outputs: '[{"Type":"docker","Attrs":{"name":"a,b"}}]',
    });
  });

  it('asks for the cache in the image by an argument that the user may override', () => {
    expect(query({ inlineCache: true })).toMatchObject({ buildargs: '{"BUILDKIT_INLINE_CACHE":"1"}' });
    const buildArguments = { BUILDKIT_INLINE_CACHE: '0' };
    expect(query({ inlineCache: true, buildArguments })).toMatchObject({
      buildargs: '{"BUILDKIT_INLINE_CACHE":"0"}',
    });
  });

  it('leaves out what BuildKit ignores, which is told', () => {
    const options = { memory: 1000, cpuShares: 2, cgroupParent: 'x', shmSize: 5 };
    expect(query(options)).toEqual({ ...PLAIN, shmsize: '5' });
    expect(ignoredOptions(options)).toEqual(['--memory', '--cpu-shares', '--cgroup-parent']);
  });
});
