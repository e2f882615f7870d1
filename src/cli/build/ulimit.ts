import type { Ulimit } from '../../build/step-options.ts';
import { cut } from '../../model/cut.ts';
import { UsageError } from '../command.ts';

const NAMES = [
  'core',
  'cpu',
  'data',
  'fsize',
  'locks',
  'memlock',
  'msgqueue',
  'nice',
  'nofile',
  'nproc',
  'rss',
  'rtprio',
  'rttime',
  'sigpending',
  'stack',
];

/** A `--ulimit`: `name=limit` or `name=soft:hard`, where -1 is no limit. Throws a UsageError. */
export function readUlimit(text: string): Ulimit {
  const [name, limits] = cut(text, '=');
  if (limits === undefined)
    throw new UsageError(`--ulimit is NAME=SOFT[:HARD], such as nofile=1024:2048, not '${text}'`);
  if (!NAMES.includes(name))
    throw new UsageError(`--ulimit knows no '${name}'; it is one of ${NAMES.join(', ')}`);
  const [soft, hard = soft, ...rest] = limits.split(':').map((limit) => readLimit(limit, text));
  if (soft === undefined || hard === undefined || rest.length > 0)
    throw new UsageError(`--ulimit ${text} has more than a soft and a hard limit`);
  if (hard !== -1n && (soft === -1n || soft > hard))
    throw new UsageError(`--ulimit ${text}: the soft limit is above the hard limit`);
  return { name, soft, hard };
}

function readLimit(limit: string, text: string): bigint {
  if (!/^[+-]?\d+$/.test(limit)) throw new UsageError(`--ulimit ${text}: '${limit}' is no whole number`);
  const value = BigInt(limit.replace(/^\+/, ''));
  if (value !== BigInt.asIntN(64, value))
    throw new UsageError(`--ulimit ${text}: ${limit} is too large; -1 is no limit`);
  return value;
}
