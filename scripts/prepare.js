/**
 * Builds what is installed from git. Some versions of npm do not install what the build needs where the installation is a global one, as
 * pre-commit's are; that is done here then.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

if (!existsSync(join(root, 'node_modules/rolldown'))) {
  // `--prefix` of a global install is a folder of programs.
  const { npm_config_global, npm_config_prefix, NPM_CONFIG_PREFIX, ...env } = process.env;
  const options = ['--global=false', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  execFileSync('npm', ['ci', ...options], {
    cwd: root,
    env,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}
await import('./build.js');
