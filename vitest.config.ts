import { defineConfig } from 'vitest/config';

// Tests name the project's files from its root, wherever they are started.
process.chdir(import.meta.dirname);

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/scratch-folder.ts'],
    // Tests start processes and listen on sockets of their own: a process each, as many as a small machine has cores.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
