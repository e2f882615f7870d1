/** A WORKDIR as an absolute path; `null` where it depends on the base image's, which is not known. */
export function resolvePath(from: string | null, path: string, os: 'linux' | 'windows'): string | null {
  const absolute = isAbsolutePath(path, os);
  if (!absolute && from === null) return null;
  if (os === 'windows') return absolute ? path : `${from}\\${path}`;
  return normalizePath(absolute ? path : `${from}/${path}`);
}

/** Whether a path does not depend on the working directory: on Windows it may begin with a drive. */
export function isAbsolutePath(path: string, os: 'linux' | 'windows'): boolean {
  if (os === 'linux') return path.startsWith('/');
  return /^(?:[a-zA-Z]:)?[/\\]/.test(path);
}

/** A path without `.`, `..` and doubled slashes; `..` at the root stays there. */
export function normalizePath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
