import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { npm, packProject } from '../package/installed.ts';

/** What we read of a package.json. */
export interface Manifest {
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** How a program ended, and what it printed. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A user's repository in which dlint is installed as it would be published. */
export class UserProject {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'dlint-project-')));

  /** Installs what the manifest (package.json) names; where there is more than dlint, this asks the registry. */
  constructor(manifest: Manifest) {
    this.#git('init', '--quiet');
    const { file } = packProject(join(this.folder, '.git'));
    const devDependencies = { ...manifest.devDependencies, 'dockerfile-dlint': `file:${file}` };
    const installed = JSON.stringify({ ...manifest, devDependencies });
    this.write({ 'package.json': installed, '.gitignore': 'node_modules\n' });
    npm(['install', '--no-audit', '--no-fund'], this.folder);
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, name)), { recursive: true });
      writeFileSync(join(this.folder, name), content);
    }
  }

  /** Runs a script as a pipeline does; programs in `path` are found first. */
  shell(script: string, path: readonly string[] = []): Ended {
    const env = { ...environment(), PATH: [...path, process.env.PATH].join(':') };
    const args = ['-eo', 'pipefail', '-c', script];
    const { status, stdout, stderr } = spawnSync('bash', args, { cwd: this.folder, env, encoding: 'utf8' });
    return { status, stdout, stderr };
  }

  /** Commits all that there is. */
  commit(...options: readonly string[]): Ended {
    this.#git('add', '--all');
    return this.shell(`git -c user.name=a -c user.email=a@b.c commit --message=one ${options.join(' ')}`);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #git(...args: readonly string[]): void {
    execFileSync('git', args, { cwd: this.folder, env: environment() });
  }
}

/** The environment of a user: without settings of what runs the tests, be it npm or a pipeline. */
function environment(): Record<string, string | undefined> {
  const names = Object.keys(process.env).filter((name) => !/^(?:npm_|CI$)/i.test(name));
  return Object.fromEntries(names.map((name) => [name, process.env[name]]));
}
