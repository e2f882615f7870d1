import { describe, expect, it } from 'vitest';
import { buildQuery, type QueryOptions } from '../../src/build/docker/build-query.ts';

function query(options: QueryOptions, name: 'docker' | 'podman' = 'docker'): string {
  const engine = { name, podmanVersion: name === 'podman' ? '4.3.1' : undefined, apiVersion: '1.41' };
  return buildQuery(options, 'Dockerfile', engine).toString();
}

describe('buildQuery', () => {
  it('sends nothing that has its default value', () => {
    expect(query({})).toBe('dockerfile=Dockerfile&version=1');
    const defaults = {
      tags: [],
      buildArguments: {},
      target: '',
      noCache: false,
      pull: false,
      network: 'default',
    };
    expect(query(defaults)).toBe('dockerfile=Dockerfile&version=1');
    expect(query({ network: '', target: undefined, quiet: false })).toBe('dockerfile=Dockerfile&version=1');
  });

  it('sends each option by its name', () => {
    const options = {
      tags: ['b', 'a'],
      target: 'st',
      noCache: true,
      pull: true,
      network: 'my net',
      quiet: true,
    };
    expect(query(options)).toBe(
      'dockerfile=Dockerfile&networkmode=my+net&nocache=1&pull=1&q=1&t=b&t=a&target=st&version=1',
    );
  });

  it('sends build arguments as JSON in the order of their names', () => {
    const params = new URLSearchParams(query({ buildArguments: { Z: 'é&', A: null } }));
    expect(params.get('buildargs')).toBe('{"A":null,"Z":"é&"}');
  });

  it('spares Podman the arguments without a value', () => {
    expect(query({ buildArguments: { A: null } }, 'podman')).toBe('dockerfile=Dockerfile&version=1');
  });

  it('asks Podman for no network in its own words', () => {
    expect(query({ network: 'none' }, 'podman')).toContain('networkmode=NetworkDisabled');
    expect(query({ network: 'none' })).toContain('networkmode=none');
  });
});
