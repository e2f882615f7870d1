import { type Platform, parsePlatform } from '../model/platform.ts';
import { UsageError } from './command.ts';

/** A `--platform`, such as `linux/arm64`. Throws a `UsageError` for what is none. */
export function readPlatform(text: string): Platform {
  const parsed = parsePlatform(text);
  if (!parsed.ok) throw new UsageError(`--platform needs a platform such as linux/arm64, not '${text}'`);
  return parsed.value;
}
