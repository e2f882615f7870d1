import { UsageError } from '../command.ts';
import { readCommaLists } from './comma-list.ts';
import { readKeyValues } from './key-values.ts';

/** The images of `--cache-from`: names, lists of names, or `type=registry,ref=NAME`. Throws a UsageError for other types. */
export function readCacheFrom(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) =>
    /(?:^|,)type=/.test(text) ? [readReference(text)] : readCommaLists('cache-from', [text]),
  );
}

function readReference(text: string): string {
  const values = readKeyValues('cache-from', text);
  const [type, reference] = [values.get('type'), values.get('ref')];
  if (type !== 'registry')
    throw new UsageError(
      `--cache-from type=${type} is not possible: a daemon takes images only, type=registry,ref=NAME`,
    );
  if (!reference) throw new UsageError(`--cache-from ${text} has no ref=NAME`);
  return reference;
}

/** Whether `--cache-to` asks for the cache within the image (`type=inline`). Throws a UsageError for other types. */
export function readCacheTo(texts: readonly string[]): boolean {
  for (const text of texts) {
    const type = cacheTypeOf(text);
    if (type !== 'inline')
      throw new UsageError(
        `--cache-to type=${type} is not possible through a daemon's build endpoint: use type=inline`,
      );
  }
  return texts.length > 0;
}

/** A name alone is that of an image to push the cache to. */
function cacheTypeOf(text: string): string {
  if (!text.includes('=')) return text === 'inline' ? text : 'registry';
  const type = readKeyValues('cache-to', text).get('type');
  if (type === undefined) throw new UsageError('--cache-to has no type: use type=inline');
  return type;
}
