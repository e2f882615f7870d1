import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/environment.ts'],
    testTimeout: 60_000,
    // What a test made is removed in hooks, which takes long where it is much and the machine is busy.
    hookTimeout: 300_000,
    // What is polled for comes, or the test has failed: the machine may be busy.
    expect: { poll: { timeout: 30_000 } },
  },
});
