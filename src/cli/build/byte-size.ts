import { parseRamSize } from '../../model/ram-size.ts';
import { UsageError } from '../command.ts';

/** A size such as `512m` or `1.5g` in bytes; undefined if not given. Throws a UsageError that names the option. */
export function readByteSize(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const size = parseRamSize(text);
  if (size === null)
    throw new UsageError(`--${option} is a size such as 512m or 2g (units b, k, m, g, t, p), not '${text}'`);
  // What does not fit into 64 bits has become negative.
  if (size < 0) throw new UsageError(`--${option} ${text} is more than any machine has`);
  return size;
}
