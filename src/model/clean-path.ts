/** The shortest path for the same place as Go's `path.Clean` finds it, by the text alone: `a/./b/../c` is `a/c`, an empty one `.`. */
export function cleanPath(path: string): string {
  const isRooted = path.startsWith('/');
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    const isUp = part === '..';
    if (isUp && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (!isUp || !isRooted) parts.push(part);
  }
  return (isRooted ? '/' : '') + parts.join('/') || '.';
}
