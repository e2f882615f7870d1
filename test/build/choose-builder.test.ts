import { describe, expect, it } from 'vitest';
import type { BuildKitOptions } from '../../src/build/buildkit/buildkit-options.ts';
import { chooseBuilder } from '../../src/build/choose-builder.ts';
import type { Engine } from '../../src/build/docker/ping.ts';

function engine(changes: Partial<Engine> = {}): Engine {
  const base = {
    name: 'docker',
    podmanVersion: undefined,
    apiVersion: '1.41',
    isExperimental: false,
  } as const;
  return { ...base, ...changes };
}

const modern = engine({ builderVersion: '2', apiVersion: '1.50' });
const podman = engine({ name: 'podman', podmanVersion: '4.3.1' });

describe('the builder', () => {
  it.each([
    ['what the daemon takes by itself', {}, {}, modern, 'buildkit'],
    ['the classic one where the daemon says nothing', {}, {}, engine(), 'classic'],
    ['the classic one where the daemon says so', {}, {}, engine({ builderVersion: '1' }), 'classic'],
    ['BuildKit for DOCKER_BUILDKIT=1', {}, { DOCKER_BUILDKIT: '1' }, engine(), 'buildkit'],
    ['the classic one for DOCKER_BUILDKIT=0', {}, { DOCKER_BUILDKIT: '0' }, modern, 'classic'],
    ['what is asked for', { builder: 'buildkit' }, { DOCKER_BUILDKIT: '0' }, engine(), 'buildkit'],
    ['the classic one for a plain image', { outputs: [{ type: 'docker' }] }, {}, engine(), 'classic'],
    ['the classic one for what --load means', { outputs: [{ type: 'docker' }] }, {}, podman, 'classic'],
    ['the classic one of Podman', {}, { DOCKER_BUILDKIT: '1' }, podman, 'classic'],
    [
      'the classic one of an old daemon',
      {},
      { DOCKER_BUILDKIT: '1' },
      engine({ apiVersion: '1.38' }),
      'classic',
    ],
  ] as const)('is %s', (_, options, environment, chosenEngine, builder) => {
    expect(chooseBuilder(options, environment, chosenEngine)).toBe(builder);
  });

  it.each([
    [{ builder: 'buildkit' }, podman, 'Podman has no BuildKit'],
    [{ builder: 'buildkit' }, engine({ apiVersion: '1.38' }), 'API 1.38) has no BuildKit'],
    [{ secrets: [{ id: 'a', path: '/a' }] }, engine(), '--secret needs BuildKit'],
    [{ ssh: [{ id: 'a', paths: [] }] }, podman, '--ssh needs BuildKit'],
    [{ push: true }, engine(), 'add --builder buildkit'],
    [{ inlineCache: true, builder: 'classic' }, modern, '--cache-to needs BuildKit'],
    [{ outputs: [{ type: 'local', destination: '/o' }] }, engine(), '--output needs BuildKit'],
    [{ outputs: [{ type: 'docker', destination: '/o' }] }, podman, '--output needs BuildKit'],
    [{ outputs: [{ type: 'docker', attributes: { a: 'b' } }] }, engine(), '--output needs BuildKit'],
  ] satisfies readonly (readonly [BuildKitOptions, Engine, string])[])(
    'refuses %j',
    (options, chosenEngine, words) => {
      expect(() => chooseBuilder(options, {}, chosenEngine)).toThrow(words);
    },
  );

  it('is not guessed from a DOCKER_BUILDKIT that says neither', () => {
    expect(() => chooseBuilder({}, { DOCKER_BUILDKIT: 'yes' }, modern)).toThrow('set it to 1 or 0');
  });
});
