import { resolve } from 'node:path';
import { expect, it, vi } from 'vitest';
import { defaultConfigFolder } from '../../src/build/docker-config/config-folder.ts';

vi.mock('node:os', async (original) => ({
  ...(await original<typeof import('node:os')>()),
  homedir() {
    throw new Error('uv_os_homedir returned ENOENT');
  },
}));

it('is the working directory for a user that the system does not know, who has no HOME', () => {
  expect(defaultConfigFolder({})).toBe(resolve('.docker'));
  expect(defaultConfigFolder({ HOME: '/home/me' })).toBe('/home/me/.docker');
  expect(defaultConfigFolder({ DOCKER_CONFIG: '/elsewhere' })).toBe('/elsewhere');
});
