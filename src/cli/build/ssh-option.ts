import { resolve } from 'node:path';
import type { SshForward } from '../../build/index.ts';
import { cut } from '../../model/cut.ts';
import { UsageError } from '../command.ts';

/** An `--ssh` (docker build reference): `default`, or `ID=SOCKET` or `ID=KEY,KEY`. Throws a UsageError. */
export function readSsh(text: string, cwd: string): SshForward {
  const [id, paths] = cut(text, '=');
  if (id === '') throw new UsageError(`--ssh needs an id, such as default, not '${text}'`);
  const names = (paths ?? '').split(',').filter((path) => path !== '');
  return { id, paths: names.map((path) => resolve(cwd, path)) };
}
