import { resolve } from 'node:path';
import type { BuildSecret } from '../../build/index.ts';
import { UsageError } from '../command.ts';
import type { Io } from '../io.ts';
import { checkKeys, readKeyValues } from './key-values.ts';

/**
 * A `--secret` (docker build reference): `id=ID`, with `src=FILE` or `env=NAME`. With neither, the variable that is called
 * as the secret is taken if it is set, else the file. Throws a UsageError.
 */
export function readSecret(text: string, { cwd, env }: Pick<Io, 'cwd' | 'env'>): BuildSecret {
  const values = readKeyValues('secret', text);
  checkKeys('secret', values, ['id', 'type', 'src', 'source', 'env']);
  const id = values.get('id');
  if (!id) throw new UsageError(`--secret ${text} has no id: write id=ID,src=FILE or id=ID,env=NAME`);
  const type = values.get('type');
  if (type !== undefined && type !== 'file' && type !== 'env')
    throw new UsageError(`--secret ${id}: the type is file or env, not '${type}'`);
  const source = values.get('src') ?? values.get('source');
  const variable = values.get('env') ?? (type === 'env' ? (source ?? id) : undefined);
  if (variable !== undefined) return { id, variable };
  if (source === undefined && type === undefined && env[id] !== undefined) return { id, variable: id };
  return { id, path: resolve(cwd, source ?? id) };
}
